"""The Confluence Query Language (CQL), as far as the local model knows it.

What is not CQL is an error of the product (400). What is CQL but not modelled is answered in the model's words (501).
"""
