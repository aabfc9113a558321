"""Invented names and texts, some of them in other scripts and with what trips up careless programs."""

GIVEN_NAMES = ("Åsa", "Bela", "Çağla", "Dmitri", "Esi", "Fionn", "Grażyna", "Hiroshi", "Itzel", "Jörg", "Łucja", "Zoë")
FAMILY_NAMES = ("Brandvold", "D'Amico", "Ferreira-Lund", "Kowalczyk", "Müller", "Ndiaye", "Okonkwo", "山田", "Ó Briain")
ANIMALS = ("badger", "curlew", "dormouse", "heron", "ibex", "lynx", "marten", "otter", "plover", "stoat", "wren")
TEAMS = ("Ärzteportal", "Billing", "Café & Küche", "Data Platform", "Einkauf", "Logistics", "モバイル", "Onboarding")
PLACES = ("Bergen", "Łódź", "Malmö", "Namur", "Oruro", "São João", "Tromsø", "Zürich")
TASKS = (
    'Replace the "legacy" importer',
    "Größe des Caches prüfen",
    "Login fails for <b>new</b> users & guests",
    "Перенести отчёт",
    "Write down how to restore a backup",
    "見積もりを更新する",
    "Ask Łucja about the 10% discount",
    "Crash on 💥 in a summary",
)
