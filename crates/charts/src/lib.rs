//! Data in, accessible SVG out.
