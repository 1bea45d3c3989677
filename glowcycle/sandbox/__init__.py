"""What a laptop needs instead of AWS and an identity provider. Never runs in a Lambda."""
