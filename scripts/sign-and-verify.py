#!/usr/bin/env python3
"""Can both signature fields of a PDF be signed, one after the other, by incremental update?

usage: sign-and-verify.py FILE.pdf ...

Signs the signatory's field and then the organisation's with throw-away keys, and checks that
 - the unsigned file is the beginning of the signed one, byte for byte;
 - both signatures are intact, and the later one covers the whole file;
 - changing one byte of what a signature covers makes it fail;
 - the file conforms to PDF/A-2a and PDF/UA-1 (this alone where a document has no signature block) before and after it is signed. The validator reports
   one thing on the second signature, which no file signed twice can help: the first signature does
   not cover what was added after it.

Needs pyHanko and page-validation (PyPI). Exits with 1 if a check fails, with 2 if one is missing.
"""

import asyncio
import datetime
import io
import logging
import sys
from pathlib import Path

try:
    import page
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.hazmat.primitives.serialization import pkcs12
    from cryptography.x509.oid import NameOID
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign import fields, signers
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.stamp.noop import NoOpStampStyle
    from pyhanko_certvalidator import ValidationContext
except ImportError as error:
    print(f"sign-and-verify: not installed: {error}", file=sys.stderr)
    sys.exit(2)

FIELDS = ["Chữ ký người có thẩm quyền", "Chữ ký cơ quan"]
"""In the order of signing: first the signatory, then the organisation."""
OF_TWO_SIGNATURES = {"PDFA2A-SIGNATURE-BYTERANGE-001", "PDFA3A-SIGNATURE-BYTERANGE-001"}
"""What the validator says of every file that is signed twice."""


class KeepsMetadata(IncrementalPdfFileWriter):
    """pyHanko rewrites Info and XMP at every update, and drops from XMP what it does not manage;
    a conforming signed file keeps both as they are."""

    def _update_meta(self):
        pass


def throw_away_signer(name: str, key=None, purpose=None) -> signers.SimpleSigner:
    """With an RSA key if none is given; `purpose` is an extended key usage."""
    key = key or rsa.generate_private_key(public_exponent=65537, key_size=2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.timezone.utc)
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(usage, critical=True)
    )
    if purpose:
        builder = builder.add_extension(x509.ExtendedKeyUsage([purpose]), critical=True)
    certificate = builder.sign(key, hashes.SHA256())
    bundle = pkcs12.serialize_key_and_certificates(
        b"signer", key, certificate, None, serialization.BestAvailableEncryption(b"x")
    )
    signer = signers.SimpleSigner.load_pkcs12_data(bundle, [], passphrase=b"x")
    assert signer is not None
    return signer


async def sign(data: bytes, field: str, signer) -> bytes:
    writer = KeepsMetadata(io.BytesIO(data))
    metadata = signers.PdfSignatureMetadata(field_name=field, md_algorithm="sha256")
    pdf_signer = signers.PdfSigner(metadata, signer, stamp_style=NoOpStampStyle())
    return (await pdf_signer.async_sign_pdf(writer)).getvalue()


def problems(data: bytes, roots) -> list[str]:
    """What is wrong with the signatures of a file."""
    found = []
    try:
        signatures = PdfFileReader(io.BytesIO(data)).embedded_signatures
        if len(signatures) != len(FIELDS):
            return [f"{len(signatures)} signatures instead of {len(FIELDS)}"]
        for number, signature in enumerate(signatures):
            context = ValidationContext(trust_roots=roots, allow_fetching=False)
            status = validate_pdf_signature(signature, context)
            if not (status.intact and status.valid and status.trusted):
                found.append(f"signature {number + 1} is broken: {status.summary()}")
            if not status.bottom_line:
                found.append(f"signature {number + 1} does not hold: {status.summary()}")
            wanted = "ENTIRE_FILE" if number + 1 == len(signatures) else "ENTIRE_REVISION"
            if status.coverage.name not in (wanted, "ENTIRE_FILE"):
                found.append(f"signature {number + 1} covers {status.coverage.name}")
    except Exception as error:  # a damaged file may fail in any way; that it fails is the point
        found.append(f"{type(error).__name__}: {error}")
    return found


def breaches(data: bytes, allowed: set[str] = frozenset()) -> list[str]:
    """The rules of PDF/A-2a (3a with attachments) and PDF/UA-1 that a file breaks."""
    found = []
    archival = "3a" if b"<pdfaid:part>3<" in data else "2a"
    for profile in (archival, "ua1"):
        for failure in page.validate_pdf_bytes(data, profile=profile).failures:
            if failure.rule_id not in allowed:
                found.append(f"{profile}: {failure.rule_id}: {failure.message}")
    return found


async def check(source: Path) -> list[str]:
    unsigned = source.read_bytes()
    found = breaches(unsigned)
    if not list(fields.enumerate_sig_fields(PdfFileReader(io.BytesIO(unsigned)))):
        print(f"{source}: no signature block, so nothing to sign")
        return found
    holders = [throw_away_signer(name) for name in ("Signatory", "Organisation")]
    once = await sign(unsigned, FIELDS[0], holders[0])
    found += [f"signed once: {breach}" for breach in breaches(once)]
    signed = await sign(once, FIELDS[1], holders[1])
    found += [f"signed twice: {breach}" for breach in breaches(signed, OF_TWO_SIGNATURES)]
    roots = [holder.signing_cert for holder in holders]
    found += await asyncio.to_thread(problems, signed, roots)
    if not signed.startswith(unsigned):
        found.append("the unsigned file is not the beginning of the signed one")
    for place in (len(unsigned) // 2, len(unsigned) - 40, len(unsigned) + 20):
        changed = bytearray(signed)
        changed[place] ^= 1
        if not await asyncio.to_thread(problems, bytes(changed), roots):
            found.append(f"a changed byte at {place} goes unnoticed")
    return found


async def main(files: list[Path]) -> int:
    failed = False
    for file in files:
        found = await check(file)
        failed = failed or bool(found)
        for problem in found:
            print(f"sign-and-verify: {file}: {problem}", file=sys.stderr)
        if not found:
            print(f"{file}: conforms, and both fields can be signed")
    return int(failed)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    logging.disable(logging.CRITICAL)  # pyHanko logs each forged signature with a trace
    sys.exit(asyncio.run(main([Path(name) for name in sys.argv[1:]])))
