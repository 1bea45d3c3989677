"""An export brought back into an empty account: all is looked at before anything is stored."""
