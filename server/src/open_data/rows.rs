//! A file, row by row, in pieces: never more of it in memory than one piece.

use diesel::result::Error as DieselError;
use shared::time::Zone;

use super::{Cell, File, Format, cell, select};
use crate::db::{Conn, open_data};

/// So many bytes are given at once, and a row more at most.
pub const PIECE: usize = 64 * 1024;

/// Writes a file, piece by piece. Answers how many rows it has.
///
/// # Errors
/// The database's fault; what `give` answers, which ends the reading.
pub fn write<E: From<DieselError>>(
    conn: &mut Conn,
    (file, format): (&File, Format),
    zone: &Zone,
    mut give: impl FnMut(Vec<u8>) -> Result<(), E>,
) -> Result<u64, E> {
    let query = select(conn, file);
    let mut piece = Vec::with_capacity(PIECE + PIECE / 8);
    let mut cells: Vec<Cell> = Vec::with_capacity(file.columns.len());
    let mut rows = 0;
    format.head(file, &mut piece);
    open_data::each_row::<E>(conn, &query, |stored| {
        cells.clear();
        let kinds = file.columns.iter().map(|column| column.kind);
        cells.extend(kinds.zip(stored).map(|(kind, text)| cell(kind, text, zone)));
        format.row(file, &cells, &mut piece);
        rows += 1;
        if piece.len() >= PIECE {
            let next = Vec::with_capacity(PIECE + PIECE / 8);
            give(std::mem::replace(&mut piece, next))?;
        }
        Ok(())
    })?;
    if !piece.is_empty() {
        give(piece)?;
    }
    Ok(rows)
}
