//! One check a file, and the table of them all.

mod abandoned_without_reason;
mod achieved_far_above_target;
mod actual_above_cap;
mod actual_date_in_future;
mod actual_far_from_plan;
mod amount_without_currency;
mod blanks_around;
mod codelist_spelling;
mod complete_without_result;
mod control_characters;
mod coordinates_impossible;
mod country_not_a_code;
mod currency_not_iso_4217;
mod date_impossible;
mod date_in_words;
mod date_malformed;
mod date_unlikely;
mod dates_out_of_order;
mod duration_differs;
mod email_malformed;
mod end_before_start;
mod field_missing;
mod formula_text;
mod fund_actual_differs;
mod group_without_source;
mod jurisdiction_elsewhere;
mod key_not_in_standard;
mod launch_date_past;
mod list_missing;
mod list_too_short;
mod minimum_above_maximum;
mod mojibake;
mod more_successes_than_people;
mod name_missing;
mod names_shared;
mod negative_number;
mod not_a_number;
mod not_in_codelist;
mod ocid_malformed;
mod ocid_shared;
mod organisation_identifier;
mod organisations_alike;
mod other_not_described;
mod parts_above_total;
mod payment_type_missing;
mod people_not_whole;
mod percentage_unlikely;
mod place_outside_country;
mod place_without_country;
mod plan_above_cap;
mod planned_without_plan;
mod reference_not_public;
mod result_number_in_text;
mod result_without_target;
mod row_doubled;
mod row_empty;
mod row_id_blank;
mod row_id_doubled;
mod row_ids_alike;
mod row_reference_dangling;
mod sandbox_not_named;
mod sdg_goal_unknown;
mod sdg_target_elsewhere;
mod sdg_target_unknown;
mod several_ids_in_one_cell;
mod source_empty;
mod source_not_cited;
mod source_not_listed;
mod stage_contradicts_dates;
mod stage_past_end;
mod status_missing;
mod status_unknown;
mod unknown_record;
mod url_broken;
mod usd_differs;
mod usd_without_amount;
mod users_far_from_target;
mod value_not_text;
mod value_renamed;
mod wrong_shape;

use crate::Check;

/// Every check: first those of what is valid, then accurate, then useful, by code.
pub(crate) static ALL: [&Check; 80] = [
    &blanks_around::CHECK,
    &codelist_spelling::CHECK,
    &control_characters::CHECK,
    &country_not_a_code::CHECK,
    &currency_not_iso_4217::CHECK,
    &date_impossible::CHECK,
    &date_in_words::CHECK,
    &date_malformed::CHECK,
    &email_malformed::CHECK,
    &formula_text::CHECK,
    &key_not_in_standard::CHECK,
    &list_too_short::CHECK,
    &mojibake::CHECK,
    &not_a_number::CHECK,
    &not_in_codelist::CHECK,
    &ocid_malformed::CHECK,
    &organisation_identifier::CHECK,
    &row_id_blank::CHECK,
    &row_id_doubled::CHECK,
    &row_ids_alike::CHECK,
    &row_reference_dangling::CHECK,
    &sandbox_not_named::CHECK,
    &sdg_goal_unknown::CHECK,
    &sdg_target_unknown::CHECK,
    &several_ids_in_one_cell::CHECK,
    &source_not_listed::CHECK,
    &status_unknown::CHECK,
    &unknown_record::CHECK,
    &url_broken::CHECK,
    &value_not_text::CHECK,
    &value_renamed::CHECK,
    &wrong_shape::CHECK,
    &achieved_far_above_target::CHECK,
    &actual_above_cap::CHECK,
    &actual_date_in_future::CHECK,
    &actual_far_from_plan::CHECK,
    &coordinates_impossible::CHECK,
    &date_unlikely::CHECK,
    &dates_out_of_order::CHECK,
    &duration_differs::CHECK,
    &end_before_start::CHECK,
    &fund_actual_differs::CHECK,
    &jurisdiction_elsewhere::CHECK,
    &launch_date_past::CHECK,
    &minimum_above_maximum::CHECK,
    &more_successes_than_people::CHECK,
    &names_shared::CHECK,
    &negative_number::CHECK,
    &ocid_shared::CHECK,
    &organisations_alike::CHECK,
    &parts_above_total::CHECK,
    &people_not_whole::CHECK,
    &percentage_unlikely::CHECK,
    &place_outside_country::CHECK,
    &plan_above_cap::CHECK,
    &row_doubled::CHECK,
    &sdg_target_elsewhere::CHECK,
    &stage_contradicts_dates::CHECK,
    &stage_past_end::CHECK,
    &usd_differs::CHECK,
    &users_far_from_target::CHECK,
    &abandoned_without_reason::CHECK,
    &amount_without_currency::CHECK,
    &complete_without_result::CHECK,
    &field_missing::CHECK,
    &group_without_source::CHECK,
    &list_missing::CHECK,
    &name_missing::CHECK,
    &other_not_described::CHECK,
    &payment_type_missing::CHECK,
    &place_without_country::CHECK,
    &planned_without_plan::CHECK,
    &reference_not_public::CHECK,
    &result_number_in_text::CHECK,
    &result_without_target::CHECK,
    &row_empty::CHECK,
    &source_empty::CHECK,
    &source_not_cited::CHECK,
    &status_missing::CHECK,
    &usd_without_amount::CHECK,
];
