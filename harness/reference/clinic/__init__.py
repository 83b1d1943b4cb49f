"""The documented clinic backend: fourteen functions over patients, providers, a schedule and appointments, at one URL."""

from harness.reference.clinic.flaws import Flaws
from harness.reference.clinic.resource import ClinicSystem
from harness.reference.clinic.store import CLINIC_STORE

__all__ = ["CLINIC_STORE", "ClinicSystem", "Flaws"]
