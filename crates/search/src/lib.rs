//! Words in, ranked records and passages out.
