"""The five domains of the Dutch end terms for digital skills (Staatscourant 2017, 54468), by the names authors use."""

DOMAINS = ("ict_systems", "safety", "information", "processing", "communication")
