//! `GET /records/{type}/{id}/workbook.xlsx`: all of a record as a workbook, for who may see it.

use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use indigo_model::{Action, RecordKey};

use crate::{
    request::Asked,
    site::App,
    staff::{fault::StaffFault, page, signed_in::SignedIn},
    workbooks::{XLSX, plain},
};

pub(crate) async fn get(State(site): State<App>, asked: Asked, who: SignedIn) -> Response {
    page::from(site, asked, who, |desk| {
        let key = RecordKey::new(desk.asked.segment(1), desk.asked.segment(2));
        if !desk.person().may(Action::SeePrivate, Some(&key)) {
            return Err(StaffFault::NotAllowed);
        }
        if desk.site.standard().get(&key.record_type).is_none() {
            return Err(StaffFault::not_found());
        }
        let bytes = desk
            .registry
            .whole_workbook(desk.person(), &key)?
            .ok_or_else(StaffFault::not_found)?;
        let name = format!("attachment; filename=\"{}-whole.xlsx\"", plain(&key.id));
        let headers = [
            (header::CONTENT_TYPE, XLSX.to_owned()),
            (header::CONTENT_DISPOSITION, name),
        ];
        Ok((headers, bytes).into_response())
    })
    .await
}
