//! Bytes to typed columns: sniff, decode, tokenise, type.
