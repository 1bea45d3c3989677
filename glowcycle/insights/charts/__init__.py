"""Her insights as a picture: values folded onto her cycle."""
