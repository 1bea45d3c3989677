"""Her insights in words: facts without anything of hers, and sentences that say just these."""
