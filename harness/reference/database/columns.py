"""Column types that mean the same on SQLite and on PostgreSQL."""

from sqlalchemy import BigInteger, Integer

__all__ = ["WholeNumber"]

WholeNumber = BigInteger().with_variant(Integer(), "sqlite")
"""64 bits on both. SQLite numbers a key by itself only when it is called INTEGER, and its INTEGER is as wide as a BIGINT."""
