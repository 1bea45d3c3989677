"""Her shares: whom she lets see what, between which days, and until when."""
