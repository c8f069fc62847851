"""The archive's package (arkivpaket): an adopted document as CSIP/SIP 2.1.0, which proves itself."""
