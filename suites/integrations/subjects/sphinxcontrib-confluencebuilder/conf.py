"""The settings of Sphinx, as the documentation of `sphinxcontrib-confluencebuilder` shows them."""

import os

extensions = ["sphinxcontrib.confluencebuilder"]
confluence_publish = True
confluence_space_key = "given with -D"
confluence_server_url = os.environ["CONFLUENCE_URL"]
confluence_server_user = os.environ["CONFLUENCE_EMAIL"]
confluence_api_token = os.environ["CONFLUENCE_TOKEN"]
confluence_api_token_scoped = "CONFLUENCE_TOKEN_IS_SCOPED" in os.environ
