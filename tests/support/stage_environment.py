"""The environment of a deployed stage, as the settings read it."""

DEPLOYED = {
    "PYTHON_DOTENV_DISABLED": "1",
    "STAGE": "production",
    "AWS_REGION": "eu-west-1",
    "DYNAMODB_TABLE_NAME": "glow",
    "S3_BUCKET_NAME": "glow-photos",
    "BEDROCK_MODEL_ID": "eu.example.sees-v1:0",
    "OIDC_ISSUER": "https://issuer.example/pool",
    "OIDC_AUDIENCE": "app",
    "SECRET_KEY": "s" * 40,
    "KMS_KEY_ID": "alias/glowcycle",
}
