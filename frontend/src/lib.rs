//! Pages, parts and islands.
