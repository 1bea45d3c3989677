"""What AWS bills for a person: list prices in eu-central-1 (Frankfurt), in US dollars.

They are on-demand prices of 2025 without tax, free tier or discounts for volume. AWS changes them:
compare with its price pages before you rely on the result.
"""

from dataclasses import dataclass, fields

REGION, AS_OF = "eu-central-1", "2025"

LAMBDA_GB_SECOND = 0.0000166667  # x86_64
LAMBDA_REQUEST = 0.20 / 1e6
GATEWAY_REQUEST = 3.70 / 1e6  # REST API, the first 333 million a month
DYNAMODB_WRITE_UNIT = 0.7625 / 1e6
DYNAMODB_READ_UNIT = 0.1525 / 1e6
DYNAMODB_GB_MONTH = 0.306
DYNAMODB_BACKUP_GB_MONTH = 0.2448  # point-in-time recovery, of the tables without their indexes
KMS_REQUEST = 0.03 / 1e4
S3_WRITE = 0.0054 / 1e3  # PUT and POST; DELETE is free
S3_READ = 0.00043 / 1e3
S3_GB_MONTH = 0.0245
LOG_GB = 0.63  # ingested by CloudWatch
WAF_REQUEST = 0.60 / 1e6
WAF_MONTH = 5.00 + 2 * 1.00  # a web ACL with two rules

# The function of zappa_settings.json. AWS gives a whole CPU at 1,769 MB, and less below.
MEMORY_MB, CPU_MB = 1024, 1769
# How long the function waits for one call to a store in its region, in milliseconds.
STORE_MS = 5.0
LOG_LINE_BYTES = 600
GB = 1e9


@dataclass(slots=True)
class Usage:
    """What some requests used, or what somebody uses in a month.

    cpu_ms      milliseconds of a whole CPU
    stored_gb   GB-months of the tables with their indexes; `backed_up_gb` without them
    """

    requests: float = 0
    calls: float = 0
    cpu_ms: float = 0
    write_units: float = 0
    read_units: float = 0
    kms_calls: float = 0
    s3_writes: float = 0
    s3_reads: float = 0
    stored_gb: float = 0
    backed_up_gb: float = 0
    photos_gb: float = 0

    def times(self, factor: float) -> "Usage":
        """Return that many times as much."""
        return Usage(*(getattr(self, part.name) * factor for part in fields(self)))

    @property
    def gb_seconds(self) -> float:
        """The GB-seconds that Lambda bills: the CPU's share, and the waiting for the stores."""
        ms = self.cpu_ms * CPU_MB / MEMORY_MB + self.calls * STORE_MS
        return ms / 1000 * MEMORY_MB / 1024

    def dollars(self) -> dict[str, float]:
        """Return the cost by service."""
        return {
            "API Gateway": self.requests * GATEWAY_REQUEST,
            "Lambda": self.requests * LAMBDA_REQUEST + self.gb_seconds * LAMBDA_GB_SECOND,
            "DynamoDB writes": self.write_units * DYNAMODB_WRITE_UNIT,
            "DynamoDB reads": self.read_units * DYNAMODB_READ_UNIT,
            "DynamoDB storage": self.stored_gb * DYNAMODB_GB_MONTH
            + self.backed_up_gb * DYNAMODB_BACKUP_GB_MONTH,
            "KMS": self.kms_calls * KMS_REQUEST,
            "S3": self.s3_writes * S3_WRITE
            + self.s3_reads * S3_READ
            + self.photos_gb * S3_GB_MONTH,
            "log": self.requests * LOG_LINE_BYTES / GB * LOG_GB,
        }

    @property
    def total(self) -> float:
        """The cost in all."""
        return sum(self.dollars().values())
