//! The tables of a record type and their columns: one place for what is written and what is read.

use indigo_standard::{Field, TypeStandard};

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    /// The record's id.
    Id,
    /// A field: its place in the fields of the type, or of the list's rows.
    Field(usize),
    /// A column that gathers values of rows: its place in the download's extra columns.
    Extra(usize),
    /// A column of a file that the table does not have; nothing of it is read.
    Unknown,
}

/// Which table of a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum TableKind {
    /// One row a record, every field outside lists.
    Main,
    /// One row a record, as the list download has it.
    ListDownload,
    /// One row for each row of a list (its place in the lists of the type).
    Rows(usize),
}

/// A table with its columns in order.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    pub(crate) kind: TableKind,
    pub(crate) headers: Vec<String>,
    pub(crate) columns: Vec<Column>,
}

impl Table {
    /// The main table of a type.
    pub(crate) fn main(one: &TypeStandard) -> Self {
        Self::of_fields(TableKind::Main, "ID", &one.fields, |_| true)
    }

    /// The list download of a type: some fields left out, some columns added at the end.
    pub(crate) fn list_download(one: &TypeStandard) -> Self {
        let downloads = &one.profile.downloads;
        let shown = |field: &Field| {
            !downloads
                .list_omits
                .iter()
                .any(|part| field.pointer.contains(part.as_str()))
        };
        let mut table = Self::of_fields(TableKind::ListDownload, "ID", &one.fields, shown);
        table.add_extra(one);
        table
    }

    /// All columns that a table with one row a record may have.
    pub(crate) fn main_with_extra(one: &TypeStandard) -> Self {
        let mut table = Self::main(one);
        table.add_extra(one);
        table
    }

    /// The table of the rows of a list.
    pub(crate) fn rows(one: &TypeStandard, list: usize) -> Self {
        let fields = &one.lists[list].fields;
        let id_column = &one.profile.words.id_column;
        Self::of_fields(TableKind::Rows(list), id_column, fields, |_| true)
    }

    fn of_fields(
        kind: TableKind,
        id_header: &str,
        fields: &[Field],
        shown: impl Fn(&Field) -> bool,
    ) -> Self {
        let mut headers = vec![id_header.to_owned()];
        let mut columns = vec![Column::Id];
        for (index, field) in fields.iter().enumerate() {
            if !field.is_status() && shown(field) {
                headers.push(field.title.clone());
                columns.push(Column::Field(index));
            }
        }
        Self {
            kind,
            headers,
            columns,
        }
    }

    fn add_extra(&mut self, one: &TypeStandard) {
        for (index, extra) in one.profile.downloads.list_extra.iter().enumerate() {
            self.headers.push(extra.title.clone());
            self.columns.push(Column::Extra(index));
        }
    }
}

/// The name of a table's file.
pub(crate) fn file_name(one: &TypeStandard, kind: TableKind) -> String {
    match kind {
        TableKind::Main | TableKind::ListDownload => format!("{}.csv", one.plural()),
        TableKind::Rows(list) => {
            format!("{}_{}.csv", one.plural(), one.lists[list].file_part())
        }
    }
}

#[cfg(test)]
mod tests {
    use indigo_standard::Standard;

    use super::*;

    #[test]
    fn as_many_columns_as_the_old_downloads() {
        let standard = Standard::builtin().unwrap();
        for (id, main, list) in [
            ("project", 70, 72),
            ("organisation", 19, 13),
            ("fund", 45, 45),
            ("pipeline", 99, 99),
        ] {
            let one = standard.get(id).unwrap();
            assert_eq!(Table::main(one).headers.len(), main, "{id}");
            assert_eq!(Table::list_download(one).headers.len(), list, "{id}");
        }
        let one = standard.get("organisation").unwrap();
        assert_eq!(Table::rows(one, 0).headers[0], "Organisation ID");
        assert_eq!(
            file_name(one, TableKind::Rows(0)),
            "organisations_org-idssecondary.csv"
        );
    }
}
