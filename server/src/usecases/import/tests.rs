//! Importing, tried on small files and on the real ones.
