//! One schema for both databases. `tests` compares it with what the migrations make.

diesel::table! {
    agencies (id) {
        id -> Text,
        slug -> Text,
        name_ar -> Text,
        name_en -> Text,
        about_ar -> Text,
        about_en -> Text,
        admitted_at -> Timestamp,
        second_person -> Bool,
        closed_at -> Nullable<Timestamp>,
        merged_into -> Nullable<Text>,
    }
}

diesel::table! {
    agency_names (agency_id, until) {
        agency_id -> Text,
        until -> Timestamp,
        name_ar -> Text,
        name_en -> Text,
    }
}

diesel::table! {
    accounts (id) {
        id -> Text,
        sign_in -> Text,
        name -> Text,
        show_name -> Bool,
        password_hash -> Nullable<Text>,
        lang -> Text,
        created_at -> Timestamp,
        disabled_at -> Nullable<Timestamp>,
        address -> Nullable<Text>,
        confirmed_at -> Nullable<Timestamp>,
        consent -> Nullable<Text>,
        consent_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    token_kinds (name) {
        name -> Text,
    }
}

diesel::table! {
    tokens (hash) {
        hash -> Binary,
        kind -> Text,
        account_id -> Nullable<Text>,
        address -> Text,
        payload -> Text,
        created_at -> Timestamp,
        expires_at -> Timestamp,
        used_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    letter_kinds (name) {
        name -> Text,
    }
}

diesel::table! {
    outbox (id) {
        id -> Text,
        message_id -> Text,
        kind -> Text,
        account_id -> Nullable<Text>,
        to_address -> Text,
        lang -> Text,
        subject -> Text,
        text -> Text,
        html -> Text,
        created_at -> Timestamp,
        due_at -> Timestamp,
        tries -> Integer,
        last_error -> Nullable<Text>,
        sent_at -> Nullable<Timestamp>,
        dead_at -> Nullable<Timestamp>,
        unsubscribe -> Nullable<Text>,
    }
}

diesel::table! {
    notice_kinds (name) {
        name -> Text,
    }
}

diesel::table! {
    notice_ways (name) {
        name -> Text,
    }
}

diesel::table! {
    notice_choices (account_id, kind) {
        account_id -> Text,
        kind -> Text,
        way -> Text,
    }
}

diesel::table! {
    letter_stops (account_id, scope) {
        account_id -> Text,
        scope -> Text,
        stopped_at -> Timestamp,
    }
}

diesel::table! {
    follows (topic_id, account_id) {
        topic_id -> Text,
        account_id -> Text,
        followed_at -> Timestamp,
    }
}

diesel::table! {
    notices (id) {
        id -> Text,
        account_id -> Text,
        kind -> Text,
        topic_id -> Text,
        suggestion_id -> Nullable<Text>,
        cause -> Text,
        happened_at -> Timestamp,
        made_at -> Timestamp,
        read_at -> Nullable<Timestamp>,
        waits_since -> Nullable<Timestamp>,
        mailed_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    digests (account_id) {
        account_id -> Text,
        day -> Text,
    }
}

diesel::table! {
    escalations (suggestion_id, clock, stage) {
        suggestion_id -> Text,
        clock -> Text,
        stage -> Text,
        told_at -> Timestamp,
    }
}

diesel::table! {
    weekly_sheets (account_id, agency_id) {
        account_id -> Text,
        agency_id -> Text,
        week -> Text,
    }
}

diesel::table! {
    roles (name) {
        name -> Text,
    }
}

diesel::table! {
    account_roles (id) {
        id -> Text,
        account_id -> Text,
        role -> Text,
        agency_id -> Nullable<Text>,
        granted_at -> Timestamp,
    }
}

diesel::table! {
    sessions (token_hash) {
        token_hash -> Binary,
        account_id -> Text,
        created_at -> Timestamp,
        last_seen_at -> Timestamp,
        expires_at -> Timestamp,
        id -> Text,
        device -> Text,
        network -> Nullable<Text>,
    }
}

diesel::table! {
    sign_in_outcomes (name) {
        name -> Text,
    }
}

diesel::table! {
    sign_ins (id) {
        id -> Text,
        account_id -> Nullable<Text>,
        happened_at -> Timestamp,
        outcome -> Text,
        device -> Text,
        network -> Nullable<Text>,
    }
}

diesel::table! {
    account_act_kinds (name) {
        name -> Text,
    }
}

diesel::table! {
    account_acts (id) {
        id -> Text,
        account_id -> Text,
        kind -> Text,
        role -> Nullable<Text>,
        agency_id -> Nullable<Text>,
        reason -> Text,
        acted_by -> Text,
        acted_at -> Timestamp,
    }
}

diesel::table! {
    buckets (key) {
        key -> Binary,
        kind -> Text,
        full_at -> BigInt,
    }
}

diesel::table! {
    topic_states (name) {
        name -> Text,
    }
}

diesel::table! {
    participation_levels (name) {
        name -> Text,
    }
}

diesel::table! {
    topics (id) {
        id -> Text,
        slug -> Text,
        agency_id -> Text,
        state -> Text,
        participation -> Text,
        title_ar -> Text,
        title_en -> Text,
        description_ar -> Text,
        description_en -> Text,
        question_ar -> Text,
        question_en -> Text,
        what_happens_ar -> Text,
        what_happens_en -> Text,
        opens_on -> Text,
        closes_on -> Text,
        short_reason_ar -> Text,
        short_reason_en -> Text,
        list_length -> Integer,
        shortlist_length -> Integer,
        shortlist_threshold -> Integer,
        per_person -> Integer,
        rank_only_percent -> Integer,
        imported -> Bool,
        shuffled_on -> Text,
        edition_id -> Nullable<Text>,
        version -> Integer,
        created_by -> Text,
        created_at -> Timestamp,
        opened_at -> Nullable<Timestamp>,
        closed_at -> Nullable<Timestamp>,
        concluded_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    topic_extensions (id) {
        id -> Text,
        topic_id -> Text,
        closes_before -> Text,
        closes_after -> Text,
        reason_ar -> Text,
        reason_en -> Text,
        extended_at -> Timestamp,
    }
}

diesel::table! {
    outcome_reports (topic_id) {
        topic_id -> Text,
        text_ar -> Text,
        text_en -> Text,
        version -> Integer,
        saved_at -> Timestamp,
    }
}

diesel::table! {
    publications (name) {
        name -> Text,
    }
}

diesel::table! {
    answer_states (name) {
        name -> Text,
    }
}

diesel::table! {
    imports (id) {
        id -> Text,
        topic_id -> Text,
        kind -> Text,
        digest -> Binary,
        file_name -> Text,
        added -> BigInt,
        visible -> Bool,
        imported_at -> Timestamp,
    }
}

diesel::table! {
    suggestions (id) {
        id -> Text,
        reference -> Text,
        topic_id -> Text,
        author_id -> Nullable<Text>,
        show_name -> Bool,
        publication -> Text,
        pending_reason -> Nullable<Text>,
        publishes_on -> Nullable<Text>,
        hidden_reason -> Nullable<Integer>,
        merged_into -> Nullable<Text>,
        title -> Text,
        body -> Text,
        lang -> Text,
        dir -> Text,
        ground_kind -> Nullable<Text>,
        ground_text -> Nullable<Text>,
        ground_link -> Nullable<Text>,
        governorate -> Nullable<Text>,
        wilayat -> Nullable<Text>,
        category -> Nullable<Text>,
        external_id -> Nullable<Text>,
        import_id -> Nullable<Text>,
        posted_at -> Timestamp,
        published_at -> Nullable<Timestamp>,
        acknowledge_due -> Nullable<Text>,
        decide_due -> Nullable<Text>,
        acknowledged_at -> Nullable<Timestamp>,
        decided_at -> Nullable<Timestamp>,
        answer_state -> Text,
        shuffle -> BigInt,
        version -> Integer,
        assigned_to -> Nullable<Text>,
    }
}

diesel::table! {
    departures (suggestion_id) {
        suggestion_id -> Text,
        left_at -> Timestamp,
    }
}

diesel::table! {
    hidings (id) {
        id -> Text,
        suggestion_id -> Text,
        reason -> Integer,
        note -> Text,
        hidden_by -> Text,
        hidden_at -> Timestamp,
        restored_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    suggestion_versions (id) {
        id -> Text,
        suggestion_id -> Text,
        number -> Integer,
        title -> Text,
        body -> Text,
        lang -> Text,
        dir -> Text,
        written_at -> Timestamp,
    }
}

diesel::table! {
    suggestion_additions (id) {
        id -> Text,
        suggestion_id -> Text,
        body -> Text,
        lang -> Text,
        dir -> Text,
        added_at -> Timestamp,
    }
}

diesel::table! {
    priority_lists (id) {
        id -> Text,
        topic_id -> Text,
        account_id -> Nullable<Text>,
        import_id -> Nullable<Text>,
        version -> Integer,
        saved_at -> Timestamp,
    }
}

diesel::table! {
    priority_list_entries (list_id, place) {
        list_id -> Text,
        place -> Integer,
        suggestion_id -> Text,
    }
}

diesel::table! {
    editions (id) {
        id -> Text,
        topic_id -> Text,
        number -> Integer,
        lists -> BigInt,
        official -> Bool,
        counted_at -> Timestamp,
    }
}

diesel::table! {
    standings (edition_id, position) {
        edition_id -> Text,
        suggestion_id -> Text,
        position -> Integer,
        place -> Integer,
        shared -> Bool,
        points -> BigInt,
        lists -> BigInt,
        place_counts -> Text,
        shortlist_place -> Nullable<Integer>,
    }
}

diesel::table! {
    answer_kinds (name) {
        name -> Text,
    }
}

diesel::table! {
    answers (id) {
        id -> Text,
        suggestion_id -> Text,
        agency_id -> Text,
        number -> Integer,
        kind -> Text,
        reason -> Text,
        lang -> Text,
        dir -> Text,
        other_reason -> Text,
        other_lang -> Text,
        answered_at -> Timestamp,
        answered_by -> Text,
    }
}

diesel::table! {
    commitment_states (name) {
        name -> Text,
    }
}

diesel::table! {
    commitments (id) {
        id -> Text,
        suggestion_id -> Text,
        answer_id -> Text,
        what -> Text,
        lang -> Text,
        dir -> Text,
        due_on -> Text,
        state -> Text,
        made_at -> Timestamp,
    }
}

diesel::table! {
    commitment_updates (id) {
        id -> Text,
        commitment_id -> Text,
        state -> Text,
        note -> Text,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    holidays (id) {
        id -> Text,
        first_day -> Text,
        last_day -> Text,
        name_ar -> Text,
        name_en -> Text,
        source_ar -> Text,
        source_en -> Text,
        link -> Text,
        status -> Text,
    }
}

diesel::table! {
    working_weeks (from_day) {
        from_day -> Text,
        days_off -> Text,
        source -> Text,
        link -> Text,
    }
}

diesel::table! {
    calendar_changes (number) {
        number -> Integer,
        kind -> Text,
        name_ar -> Text,
        name_en -> Text,
        days_off -> Text,
        first_day -> Text,
        last_day -> Text,
        was_first -> Nullable<Text>,
        was_last -> Nullable<Text>,
        suggestions -> BigInt,
        due_days -> BigInt,
        changed_by -> Text,
        changed_at -> Timestamp,
    }
}

diesel::table! {
    calendar_moves (topic_id, change_number) {
        topic_id -> Text,
        change_number -> Integer,
        suggestions -> BigInt,
        due_days -> BigInt,
    }
}

diesel::table! {
    first_reads (suggestion_id) {
        suggestion_id -> Text,
        read_at -> Timestamp,
        read_by -> Text,
    }
}

diesel::table! {
    agency_promises (agency_id) {
        agency_id -> Text,
        acknowledge_days -> Nullable<Integer>,
        decide_days -> Nullable<Integer>,
        version -> Integer,
        promised_at -> Timestamp,
    }
}

diesel::table! {
    journal (id) {
        id -> Text,
        seq -> Nullable<BigInt>,
        kind -> Text,
        agency_id -> Nullable<Text>,
        topic_id -> Nullable<Text>,
        subject_id -> Text,
        happened_at -> Timestamp,
        facts -> Text,
        private_salt -> Nullable<Binary>,
        private_digest -> Nullable<Binary>,
    }
}

diesel::table! {
    topic_figures (topic_id) {
        topic_id -> Text,
        published -> BigInt,
        unanswered -> BigInt,
        acknowledged -> BigInt,
        adopted -> BigInt,
        rejected -> BigInt,
        hidden -> BigInt,
        withdrawn -> BigInt,
        merged -> BigInt,
        lists -> BigInt,
        computed_at -> Timestamp,
    }
}

diesel::table! {
    topic_debts (topic_id, answer_state, acknowledge_due, decide_due) {
        topic_id -> Text,
        answer_state -> Text,
        acknowledge_due -> Text,
        decide_due -> Text,
        suggestions -> BigInt,
    }
}

diesel::table! {
    scorecard_months (scope, governorate, category, agency_id, measure, month, topic_id) {
        scope -> Integer,
        governorate -> Text,
        category -> Text,
        agency_id -> Text,
        measure -> Text,
        month -> Text,
        topic_id -> Text,
        cases -> BigInt,
        in_time -> BigInt,
        late -> BigInt,
        first_unmet -> Nullable<Text>,
    }
}

diesel::table! {
    scorecard_cells (scope, governorate, category, measure, day, topic_id) {
        scope -> Integer,
        governorate -> Text,
        category -> Text,
        measure -> Text,
        day -> Text,
        topic_id -> Text,
        cases -> BigInt,
        in_time -> BigInt,
        late -> BigInt,
        met -> Text,
    }
}

diesel::table! {
    derived_checks (day) {
        day -> Text,
        checked_at -> Timestamp,
        seq -> BigInt,
        topics -> BigInt,
        compared -> BigInt,
        differences -> BigInt,
    }
}

diesel::table! {
    leases (name) {
        name -> Text,
        holder -> Text,
        token -> BigInt,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    followers (name) {
        name -> Text,
        seq -> BigInt,
    }
}

diesel::table! {
    installation (name) {
        name -> Text,
        value -> Text,
    }
}

diesel::table! {
    idempotency_keys (account_id, key) {
        account_id -> Text,
        key -> Text,
        operation -> Text,
        body_digest -> Binary,
        result -> Text,
        used_at -> Timestamp,
    }
}

diesel::table! {
    objection_kinds (name) {
        name -> Text,
    }
}

diesel::table! {
    objection_outcomes (name) {
        name -> Text,
    }
}

diesel::table! {
    objections (id) {
        id -> Text,
        kind -> Text,
        suggestion_id -> Text,
        hiding_id -> Nullable<Text>,
        objected_by -> Text,
        body -> Text,
        lang -> Text,
        dir -> Text,
        objected_at -> Timestamp,
        due_on -> Text,
        outcome -> Nullable<Text>,
        reason -> Text,
        reason_lang -> Text,
        reason_dir -> Text,
        decided_by -> Nullable<Text>,
        decided_at -> Nullable<Timestamp>,
        merge_id -> Nullable<Text>,
    }
}

diesel::table! {
    merges (id) {
        id -> Text,
        suggestion_id -> Text,
        into_id -> Text,
        reason -> Text,
        lang -> Text,
        dir -> Text,
        merged_by -> Text,
        merged_at -> Timestamp,
        undone_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    report_settlements (name) {
        name -> Text,
    }
}

diesel::table! {
    report_cases (id) {
        id -> Text,
        suggestion_id -> Text,
        agency_id -> Text,
        opened_at -> Timestamp,
        due_on -> Text,
        reports -> Integer,
        settled_as -> Nullable<Text>,
        note -> Text,
        settled_by -> Nullable<Text>,
        settled_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    reports (id) {
        id -> Text,
        case_id -> Text,
        suggestion_id -> Text,
        reporter_id -> Text,
        reason -> Integer,
        note -> Text,
        reported_at -> Timestamp,
    }
}

diesel::table! {
    satisfaction_verdicts (name) {
        name -> Text,
    }
}

diesel::table! {
    satisfactions (answer_id, account_id) {
        answer_id -> Text,
        account_id -> Text,
        topic_id -> Text,
        verdict -> Text,
        said_at -> Timestamp,
    }
}

diesel::table! {
    topic_satisfaction (topic_id) {
        topic_id -> Text,
        yes -> BigInt,
        partly -> BigInt,
        no -> BigInt,
    }
}

diesel::table! {
    pending_act_kinds (name) {
        name -> Text,
    }
}

diesel::table! {
    pending_act_states (name) {
        name -> Text,
    }
}

diesel::table! {
    pending_acts (id) {
        id -> Text,
        agency_id -> Text,
        kind -> Text,
        state -> Text,
        form -> Text,
        lang -> Text,
        made_by -> Text,
        made_at -> Timestamp,
        due_at -> Timestamp,
        ended_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    pending_act_items (act_id, suggestion_id) {
        act_id -> Text,
        suggestion_id -> Text,
        seen -> Integer,
        outcome -> Nullable<Text>,
    }
}

diesel::table! {
    bulk_drafts (account_id, agency_id, kind) {
        account_id -> Text,
        agency_id -> Text,
        kind -> Text,
        reason -> Text,
        other_reason -> Text,
        commitment_what -> Text,
        commitment_due -> Text,
        saved_at -> Timestamp,
    }
}

diesel::table! {
    desk_presence (suggestion_id, account_id) {
        suggestion_id -> Text,
        account_id -> Text,
        opened_at -> Timestamp,
    }
}

diesel::table! {
    topic_moderators (topic_id) {
        topic_id -> Text,
        account_id -> Text,
        assigned_at -> Timestamp,
    }
}

diesel::table! {
    topic_link_kinds (name) {
        name -> Text,
    }
}

diesel::table! {
    topic_links (id) {
        id -> Text,
        topic_id -> Text,
        kind -> Text,
        title_ar -> Text,
        title_en -> Text,
        address -> Text,
        added_at -> Timestamp,
    }
}

diesel::table! {
    topic_versions (id) {
        id -> Text,
        topic_id -> Text,
        number -> Integer,
        description_ar -> Text,
        description_en -> Text,
        reason_ar -> Text,
        reason_en -> Text,
        corrected_at -> Timestamp,
        corrected_by -> Text,
    }
}

diesel::table! {
    answer_templates (id) {
        id -> Text,
        agency_id -> Text,
        version -> Integer,
        retired_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    answer_template_texts (template_id, version) {
        template_id -> Text,
        version -> Integer,
        kind -> Text,
        label -> Text,
        text_ar -> Text,
        text_en -> Text,
        written_at -> Timestamp,
        written_by -> Text,
    }
}

diesel::table! {
    answer_drafts (suggestion_id, account_id) {
        suggestion_id -> Text,
        account_id -> Text,
        kind -> Text,
        reason -> Text,
        other_reason -> Text,
        commitment_what -> Text,
        commitment_due -> Text,
        saved_at -> Timestamp,
        returned_note -> Text,
        returned_by -> Text,
    }
}

diesel::table! {
    answer_release_states (name) {
        name -> Text,
    }
}

diesel::table! {
    question_ends (name) {
        name -> Text,
    }
}

diesel::table! {
    answer_releases (id) {
        id -> Text,
        suggestion_id -> Text,
        agency_id -> Text,
        state -> Text,
        kind -> Text,
        reason -> Text,
        other_reason -> Text,
        commitment_what -> Text,
        commitment_due -> Text,
        lang -> Text,
        seen -> Integer,
        written_by -> Text,
        written_at -> Timestamp,
        ended_by -> Nullable<Text>,
        ended_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    questions (id) {
        id -> Text,
        suggestion_id -> Text,
        agency_id -> Text,
        number -> Integer,
        latest -> Bool,
        body -> Text,
        lang -> Text,
        dir -> Text,
        asked_at -> Timestamp,
        asked_by -> Text,
        ended_as -> Nullable<Text>,
        ended_at -> Nullable<Timestamp>,
        withdrawn_by -> Nullable<Text>,
        addition_id -> Nullable<Text>,
    }
}

diesel::table! {
    saved_views (id) {
        id -> Text,
        account_id -> Text,
        agency_id -> Text,
        name -> Text,
        query -> Text,
        saved_at -> Timestamp,
    }
}

diesel::table! {
    counts (id) {
        id -> Text,
        topic_id -> Text,
        number -> Integer,
        edition_id -> Text,
        reason_ar -> Nullable<Text>,
        reason_en -> Nullable<Text>,
        ranked -> BigInt,
        masked -> BigInt,
        lists_published -> Bool,
        root -> Nullable<Text>,
        weeks -> Text,
    }
}

diesel::table! {
    count_files (count_id, name) {
        count_id -> Text,
        name -> Text,
        position -> Integer,
        bytes -> BigInt,
        sha256 -> Text,
    }
}

diesel::table! {
    count_parts (count_id, name, part) {
        count_id -> Text,
        name -> Text,
        part -> Integer,
        content -> Binary,
    }
}

diesel::table! {
    data_request_kinds (name) {
        name -> Text,
    }
}

diesel::table! {
    data_requests (id) {
        id -> Text,
        account_id -> Nullable<Text>,
        kind -> Text,
        by_oneself -> Bool,
        body -> Text,
        lang -> Text,
        dir -> Text,
        asked_at -> Timestamp,
        due_on -> Text,
        answered_at -> Nullable<Timestamp>,
        answer -> Text,
        answer_lang -> Text,
        answer_dir -> Text,
        answered_by -> Nullable<Text>,
    }
}

diesel::table! {
    invitation_ends (name) {
        name -> Text,
    }
}

diesel::table! {
    invitations (id) {
        id -> Text,
        address -> Text,
        sign_in -> Text,
        role -> Text,
        agency_id -> Nullable<Text>,
        lang -> Text,
        reason -> Text,
        invited_by -> Text,
        invited_at -> Timestamp,
        expires_at -> Timestamp,
        ended_as -> Nullable<Text>,
        ended_at -> Nullable<Timestamp>,
        account_id -> Nullable<Text>,
    }
}

diesel::table! {
    suggestion_traps (suggestion_id) {
        suggestion_id -> Text,
        filled_at -> Timestamp,
    }
}

diesel::table! {
    account_traps (account_id) {
        account_id -> Text,
        filled_at -> Timestamp,
    }
}

diesel::joinable!(topic_debts -> topics (topic_id));
diesel::joinable!(departures -> suggestions (suggestion_id));
diesel::joinable!(scorecard_cells -> topics (topic_id));
diesel::joinable!(scorecard_months -> topics (topic_id));
diesel::joinable!(topic_moderators -> topics (topic_id));
diesel::joinable!(calendar_moves -> calendar_changes (change_number));
diesel::joinable!(first_reads -> suggestions (suggestion_id));
diesel::joinable!(account_roles -> accounts (account_id));
diesel::joinable!(sessions -> accounts (account_id));
diesel::joinable!(topics -> agencies (agency_id));
diesel::joinable!(suggestions -> topics (topic_id));
diesel::joinable!(standings -> suggestions (suggestion_id));
diesel::joinable!(answers -> suggestions (suggestion_id));
diesel::joinable!(commitments -> answers (answer_id));
diesel::joinable!(priority_list_entries -> priority_lists (list_id));
diesel::joinable!(priority_list_entries -> suggestions (suggestion_id));
diesel::joinable!(standings -> editions (edition_id));
diesel::joinable!(commitments -> suggestions (suggestion_id));
diesel::joinable!(answers -> agencies (agency_id));
diesel::joinable!(priority_lists -> imports (import_id));
diesel::joinable!(objections -> hidings (hiding_id));
diesel::joinable!(objections -> merges (merge_id));
diesel::joinable!(objections -> suggestions (suggestion_id));
diesel::joinable!(report_cases -> suggestions (suggestion_id));
diesel::joinable!(reports -> report_cases (case_id));
diesel::joinable!(topic_satisfaction -> topics (topic_id));
diesel::joinable!(pending_act_items -> pending_acts (act_id));
diesel::joinable!(pending_act_items -> suggestions (suggestion_id));
diesel::joinable!(answer_template_texts -> answer_templates (template_id));
diesel::joinable!(answer_releases -> suggestions (suggestion_id));
diesel::joinable!(questions -> suggestions (suggestion_id));
diesel::joinable!(notices -> topics (topic_id));
diesel::joinable!(notices -> suggestions (suggestion_id));
diesel::joinable!(follows -> topics (topic_id));
diesel::joinable!(escalations -> suggestions (suggestion_id));

diesel::joinable!(counts -> topics (topic_id));
diesel::joinable!(counts -> editions (edition_id));
diesel::joinable!(count_files -> counts (count_id));

diesel::allow_tables_to_appear_in_same_query!(
    counts,
    count_files,
    count_parts,
    agencies,
    accounts,
    roles,
    account_roles,
    sessions,
    sign_in_outcomes,
    sign_ins,
    account_act_kinds,
    account_acts,
    buckets,
    topic_states,
    participation_levels,
    topics,
    topic_extensions,
    outcome_reports,
    publications,
    answer_states,
    imports,
    suggestions,
    suggestion_versions,
    hidings,
    suggestion_additions,
    priority_lists,
    priority_list_entries,
    editions,
    standings,
    answer_kinds,
    answers,
    commitment_states,
    commitments,
    commitment_updates,
    holidays,
    working_weeks,
    calendar_changes,
    calendar_moves,
    first_reads,
    agency_promises,
    journal,
    topic_figures,
    topic_debts,
    departures,
    scorecard_cells,
    scorecard_months,
    leases,
    followers,
    installation,
    idempotency_keys,
    objection_kinds,
    objection_outcomes,
    objections,
    merges,
    report_settlements,
    report_cases,
    reports,
    satisfaction_verdicts,
    satisfactions,
    topic_satisfaction,
    pending_act_kinds,
    pending_act_states,
    pending_acts,
    pending_act_items,
    bulk_drafts,
    desk_presence,
    topic_moderators,
    topic_link_kinds,
    topic_links,
    topic_versions,
    answer_templates,
    answer_template_texts,
    answer_drafts,
    answer_release_states,
    answer_releases,
    question_ends,
    questions,
    saved_views,
    notice_kinds,
    notice_ways,
    notice_choices,
    letter_stops,
    follows,
    notices,
    digests,
    escalations,
    weekly_sheets,
    data_request_kinds,
    data_requests,
    invitation_ends,
    invitations,
    suggestion_traps,
    account_traps,
);
