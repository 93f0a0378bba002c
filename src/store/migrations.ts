/**
 * Ordered and append-only: a released entry is never edited. Each runs once, in one transaction, under `user_version`.
 * All moments are UTC milliseconds.
 */
export const MIGRATIONS: readonly string[] = [
  `
  create table mentions (
    id            integer primary key,
    network       text not null,
    uri           text not null,
    ref           text not null,
    connector     text not null,
    brand         text not null,
    via           text not null,
    history       integer not null check (history in (0, 1)),
    received_at   integer not null,
    posted_at     integer not null,
    removed_at    integer,
    look_again_at integer,
    author_id     text,
    -- The rest of the post; null once its author took it back.
    post          text check ((post is null) = (removed_at is not null)),
    complaint     real not null,
    severity      integer not null check (severity between 0 and 4),
    urgency       integer not null check (urgency between 0 and 3),
    category      text not null,
    lang          text not null,
    -- The rest of the assessment: reasons, rules, model.
    assessment    text not null,
    unique (network, uri)
  ) strict;
  create index mentions_received on mentions (received_at, brand, network, lang);
  create index mentions_to_look_up on mentions (connector, look_again_at) where look_again_at is not null;

  create table cases (
    id               integer primary key autoincrement,
    brand            text not null,
    network          text not null,
    author_id        text,
    opening_id       integer not null references mentions (id),
    status           text not null check (status in ('open', 'claimed', 'waiting', 'resolved')),
    owner_id         text,
    owner_name       text,
    claimed_at       integer,
    lease_until      integer,
    replied_at       integer,
    resolved_by_id   text,
    resolved_by_name text,
    resolved_at      integer,
    outcome          text,
    note             text,
    cause            text,
    snoozed          integer not null default 0 check (snoozed in (0, 1)),
    -- Null while snoozed: until the customer writes again.
    snooze_until     integer check (snooze_until is null or snoozed = 1),
    level            text not null check (level in ('P1', 'P2', 'P3', 'P4')),
    rank             integer not null,
    priority         text not null,
    opened_at        integer not null,
    waiting_since    integer not null,
    alerted_at       integer,
    -- When its ladder is to be looked at again; null: not before something changes.
    ladder_at        integer,
    merged_into      integer references cases (id),
    version          integer not null,
    check ((owner_id is not null) = (status in ('claimed', 'waiting'))),
    check ((lease_until is not null) = (status = 'claimed')),
    check ((replied_at is not null) = (status = 'waiting')),
    check ((outcome is not null) = (status = 'resolved')),
    check (snoozed = 0 or status in ('claimed', 'waiting'))
  ) strict;
  create index cases_unresolved on cases (rank, opened_at) where status <> 'resolved';
  create index cases_resolved on cases (resolved_at) where status = 'resolved';
  create index cases_by_author on cases (author_id, brand, network);
  create index cases_opened on cases (opened_at);
  create index cases_on_the_ladder on cases (ladder_at) where ladder_at is not null;
  create index cases_leased on cases (lease_until) where status = 'claimed' and snoozed = 0;
  create index cases_snoozed on cases (snooze_until) where snoozed = 1;

  create table case_mentions (
    mention_id integer primary key references mentions (id),
    case_id    integer not null references cases (id)
  ) strict;
  create index case_mentions_by_case on case_mentions (case_id);

  create table history (
    id         integer primary key,
    case_id    integer not null references cases (id),
    at         integer not null,
    actor      text not null check (actor in ('rep', 'schedule', 'connector', 'customer')),
    actor_id   text,
    actor_name text,
    type       text not null,
    event      text not null
  ) strict;
  -- Holds what reports read of a line, so that a year of history is not fetched row by row.
  create index history_by_case on history (case_id, id, at, type, actor, actor_id, (
    case type when 'opened' then event ->> '$.priority.level' when 'priority-changed' then event ->> '$.to.level'
    when 'resolved' then event ->> '$.outcome' when 'escalated' then event ->> '$.rung'
    when 'replied' then event ->> '$.elsewhere' end));
  create index history_of_joins on history (json_extract(event, '$.mentionId')) where type = 'joined';
  create index history_by_time on history (at);
  create trigger history_is_never_changed before update on history
    begin select raise(abort, 'history is append-only'); end;
  create trigger history_is_never_deleted before delete on history
    begin select raise(abort, 'history is append-only'); end;

  create table outbox (
    id         integer primary key,
    board      text not null,
    case_id    integer not null references cases (id),
    key        text not null unique check (length(key) <= 25),
    rank       integer not null,
    state      text not null check (state in ('owed', 'sending', 'settled', 'abandoned')),
    wanted     integer not null,
    done       integer not null default 0,
    message_id text,
    attempts   integer not null default 0,
    doubt      integer not null default 0 check (doubt in (0, 1)),
    held       integer not null default 0 check (held in (0, 1)),
    owed_at    integer not null,
    due_at     integer not null,
    error      text,
    unique (board, case_id)
  ) strict;
  create index outbox_owed on outbox (board, rank, id) where state = 'owed';
  create index outbox_held on outbox (board) where held = 1;
  create index outbox_sending on outbox (id) where state = 'sending';

  create table outreaches (
    id         integer primary key,
    case_id    integer not null references cases (id),
    mention_id integer not null references mentions (id),
    connector  text not null,
    by_id      text not null,
    by_name    text not null,
    text       text not null,
    lang       text not null,
    key        text not null unique,
    kind       text not null check (kind in ('reply', 'closing')),
    written_at integer not null,
    state      text not null check (state in ('to-approve', 'owed', 'sending', 'sent', 'failed', 'removed')),
    attempts   integer not null default 0,
    doubt      integer not null default 0 check (doubt in (0, 1)),
    due_at     integer not null,
    error      text,
    uri        text,
    ref        text,
    url        text,
    sent_at    integer,
    removed_at integer,
    check (state <> 'sent' or (uri is not null and sent_at is not null))
  ) strict;
  create index outreaches_by_case on outreaches (case_id);
  create index outreaches_by_uri on outreaches (uri) where uri is not null;
  create index outreaches_owed on outreaches (connector, id) where state = 'owed';
  create index outreaches_sent on outreaches (sent_at) where sent_at is not null;
  -- One reply at a time is on its way for a case: a second press cannot make a second post.
  create unique index outreaches_one_at_a_time on outreaches (case_id) where state in ('to-approve', 'owed', 'sending');

  create table notices (
    id         integer primary key,
    board      text not null,
    case_id    integer references cases (id),
    -- What this notice is about, so that it is said once.
    topic      text not null,
    key        text not null unique check (length(key) <= 25),
    notice     text not null,
    state      text not null check (state in ('owed', 'sending', 'settled', 'abandoned')),
    attempts   integer not null default 0,
    doubt      integer not null default 0 check (doubt in (0, 1)),
    owed_at    integer not null,
    due_at     integer not null,
    message_id text,
    error      text,
    unique (board, topic)
  ) strict;
  create index notices_owed on notices (board, id) where state = 'owed';

  -- Steps of the ladder taken since the customer began to wait.
  create table rungs (
    case_id integer not null references cases (id),
    since   integer not null,
    rung    text not null,
    at      integer not null,
    merged  integer not null check (merged in (0, 1)),
    primary key (case_id, since, rung)
  ) strict;

  -- What a sent reply promised, and whether it was kept.
  create table promises (
    id          integer primary key,
    case_id     integer not null references cases (id),
    outreach_id integer not null references outreaches (id),
    phrase      text not null,
    due_at      integer not null,
    state       text not null check (state in ('open', 'kept', 'dropped')),
    rung_at     integer,
    settled_at  integer
  ) strict;
  create index promises_open on promises (due_at) where state = 'open';
  create index promises_by_case on promises (case_id);
  create index promises_due on promises (due_at);

  -- People we are not to write to, and when we last wrote to those who never spoke to us: hashes, no names.
  create table do_not_contact (
    author_hash text primary key,
    at          integer not null,
    by_id       text not null
  ) strict;
  create table contacts (
    author_hash text not null,
    brand       text not null,
    at          integer not null,
    primary key (author_hash, brand)
  ) strict;

  -- What reps put right, for the classifier to learn from.
  create table labels (
    id         integer primary key,
    mention_id integer not null references mentions (id),
    at         integer not null,
    by_id      text not null,
    severity   integer not null,
    urgency    integer not null,
    category   text not null
  ) strict;
  create index labels_by_mention on labels (mention_id);

  create table mutes (
    id       integer primary key,
    -- Null: every brand.
    brand    text,
    at       integer not null,
    until_at integer not null,
    by_id    text not null,
    by_name  text not null
  ) strict;

  create table on_call_overrides (
    id          integer primary key,
    person_id   text not null,
    person_name text not null,
    from_at     integer not null,
    until_at    integer not null,
    by_id       text not null
  ) strict;

  -- Threads and other standing messages on a board, by what they are for: a case's thread, the summary.
  create table board_places (
    board      text not null,
    purpose    text not null,
    message_id text not null,
    primary key (board, purpose)
  ) strict;

  -- Who did what, also where it was refused. Append-only.
  create table audit (
    id       integer primary key,
    at       integer not null,
    actor_id text not null,
    name     text not null,
    role     text,
    action   text not null,
    case_id  integer,
    outcome  text not null,
    detail   text
  ) strict;
  create index audit_by_time on audit (at);
  create trigger audit_is_never_changed before update on audit
    begin select raise(abort, 'the audit log is append-only'); end;

  create table connectors (
    id              text primary key,
    cursor          text,
    advanced_at     integer,
    last_success_at integer,
    failing_since   integer,
    failures        integer not null default 0,
    error           text
  ) strict;

  create table network_sessions (
    id      text primary key,
    session text not null
  ) strict;

  create table desk_invites (
    token_hash text primary key,
    role       text not null,
    expires_at integer not null
  ) strict;

  create table desk_sessions (
    token_hash text primary key,
    person_id  text not null,
    name       text not null,
    role       text not null,
    expires_at integer not null
  ) strict;
  `,
  `
  -- What people chose for themselves; who chose nothing has no row.
  create table people_choices (
    person_id       text primary key,
    -- Whether good catches in digests may name them.
    named_in_digest integer not null check (named_in_digest in (0, 1)),
    at              integer not null
  ) strict;
  `,
  `
  -- What reports keep of cases, 256 ids a run, so that history is not read again for every report. Whatever changes one of
  -- them for a report forgets its run: history, the case, its posts, replies found elsewhere, the author's next case.
  create table report_runs (
    run         integer primary key,
    edition     integer not null,
    -- The newest moment that it knows of, and from when until when its cases lived; null: one still does.
    newest_at   integer not null,
    opened_from integer not null,
    closed_to   integer
  ) strict;
  -- Apart, so that forgetting costs next to nothing.
  create table report_facts (
    run   integer primary key,
    facts blob not null
  ) strict;
  create index cases_by_opening on cases (opening_id);

  create trigger report_run_by_history after insert on history
    begin delete from report_runs where run = new.case_id >> 8; end;
  create trigger report_run_by_case after insert on cases
    begin delete from report_runs where run = new.id >> 8 or run in (select id >> 8 from cases
      where author_id = new.author_id and brand = new.brand and network = new.network); end;
  create trigger report_run_by_change after update on cases
    when old.outcome is not new.outcome or old.cause is not new.cause or old.level <> new.level
      or old.author_id is not new.author_id or old.opening_id <> new.opening_id
    begin delete from report_runs where run = new.id >> 8 or run in (select id >> 8 from cases
      where author_id in (old.author_id, new.author_id) and brand = new.brand and network = new.network); end;
  create trigger report_run_by_post after update on mentions
    when old.post is not new.post or old.lang <> new.lang or old.category <> new.category or old.severity <> new.severity
      or old.complaint <> new.complaint or old.author_id is not new.author_id
    begin delete from report_runs where run in (select case_id >> 8 from case_mentions where mention_id = new.id)
      or run in (select id >> 8 from cases where opening_id = new.id); end;
  create trigger report_run_by_join after insert on case_mentions
    begin delete from report_runs where run = new.case_id >> 8; end;
  create trigger report_run_by_move after update on case_mentions
    begin delete from report_runs where run in (old.case_id >> 8, new.case_id >> 8); end;
  create trigger report_run_by_reply_elsewhere after insert on outreaches when new.by_id = 'network'
    begin delete from report_runs where run = new.case_id >> 8; end;
  create trigger report_run_by_moved_reply after update on outreaches
    when new.by_id = 'network' and (old.case_id <> new.case_id or old.sent_at is not new.sent_at)
    begin delete from report_runs where run in (old.case_id >> 8, new.case_id >> 8); end;
  `,
  `
  -- Posts that were told of late or not at all, for people to look at: references, never words.
  create table misses (
    mention_id integer primary key references mentions (id),
    brand      text not null,
    kind       text not null check (kind in ('by-hand', 'grown', 'held-back', 'corrected')),
    noticed_at integer not null,
    known      integer not null check (known in (0, 1)),
    -- What counted then: the verdict without its reasons, what the brand asked for, and what stood in the way.
    counted    text not null,
    state      text not null default 'to-look-at' check (state in ('to-look-at', 'in-the-set', 'set-aside')),
    decided_at integer,
    -- The labels that it should have had.
    severity   integer check (severity between 0 and 4),
    urgency    integer check (urgency between 0 and 3),
    category   text,
    check ((decided_at is null) = (state = 'to-look-at')),
    check ((severity is not null and urgency is not null and category is not null) = (state = 'in-the-set'))
  ) strict;
  create index misses_by_state on misses (state, noticed_at);

  -- How far a post without a card had grown at a later look.
  create table looks (
    mention_id integer not null references mentions (id),
    at         integer not null,
    likes      integer not null,
    reposts    integer not null,
    replies    integer not null,
    primary key (mention_id, at)
  ) strict;

  -- What each model last made of each post of the regression set.
  create table regression_results (
    mention_id integer not null references misses (mention_id) on delete cascade,
    model      text not null,
    at         integer not null,
    complaint  real not null,
    severity   integer not null,
    alerts     integer not null check (alerts in (0, 1)),
    passes     integer not null check (passes in (0, 1)),
    -- When it last passed; null: never, or people accepted that it fails.
    passed_at  integer,
    primary key (mention_id, model)
  ) strict;
  create index regression_results_by_time on regression_results (at);
  `,
  `
  -- Sessions can be told apart, seen and ended by others, and may have a board that answers for them.
  create table sessions_of_desk (
    token_hash text primary key,
    -- Stays the same when the token is renewed.
    id         text not null,
    person_id  text not null,
    name       text not null,
    role       text not null,
    way        text not null,
    since      integer not null,
    seen_at    integer not null,
    -- When the board last said that the person belongs to it; null where none answers for them.
    checked_at integer,
    expires_at integer not null
  ) strict;
  -- Sessions from before lived two weeks from their last renewal.
  insert into sessions_of_desk
    select token_hash, lower(hex(randomblob(12))), person_id, name, role, 'link', expires_at - 1209600000,
      expires_at - 1209600000, null, expires_at
    from desk_sessions;
  drop table desk_sessions;
  alter table sessions_of_desk rename to desk_sessions;
  create index desk_sessions_by_id on desk_sessions (id);
  create index desk_sessions_by_person on desk_sessions (person_id);
  `,
  `
  -- The trust question, one a case. A link is kept as its hash alone.
  create table pulses (
    case_id    integer primary key references cases (id),
    token_hash text not null unique,
    lang       text not null,
    -- When it was first asked; a newer link changes that no more.
    asked_at   integer not null,
    expires_at integer not null
  ) strict;
  create index pulses_asked on pulses (asked_at);

  -- Apart from all else, for figures alone: no person, no address, and the moment to the hour.
  create table pulse_answers (
    case_id     integer primary key references pulses (case_id) deferrable initially deferred,
    grade       integer not null check (grade between 1 and 5),
    answered_at integer not null check (answered_at % 3600000 = 0)
  ) strict;
  create trigger pulse_answers_stand before update of grade, answered_at on pulse_answers
    begin select raise(abort, 'the first answer stands'); end;

  -- When somebody was last asked: hashes, no names.
  create table pulse_contacts (
    author_hash text not null,
    brand       text not null,
    at          integer not null,
    primary key (author_hash, brand)
  ) strict;
  `,
  `
  -- The language of its first post stands with the case, so that a list is narrowed without a look at every post.
  alter table cases add column opening_lang text not null default 'und';
  update cases set opening_lang = (select lang from mentions where mentions.id = opening_id);
  create trigger a_case_follows_its_language after update of lang on mentions when new.lang <> old.lang
    begin update cases set opening_lang = new.lang where opening_id = new.id; end;

  -- In the order of the list, with all that it is narrowed by: neither counting nor turning pages reads the cases themselves.
  drop index cases_unresolved;
  create index cases_unresolved on cases (rank, opened_at, id, status, snoozed, brand, network, level, opening_lang, owner_id)
    where status <> 'resolved';
  drop index cases_resolved;
  create index cases_resolved on cases (resolved_at, id, status, brand, network, level, opening_lang) where status = 'resolved';
  create index cases_in_order on cases (rank, opened_at, id, brand, network, level, opening_lang);
  `,
  `
  -- An index holds the row's id too: newest first, of one person or one kind of deed.
  create index audit_by_actor on audit (actor_id);
  create index audit_by_action on audit (action);

  -- Woken only by a statement that writes what they look at: most write none of it, and comparing a post costs.
  drop trigger report_run_by_change;
  create trigger report_run_by_change after update of outcome, cause, level, author_id, opening_id on cases
    when old.outcome is not new.outcome or old.cause is not new.cause or old.level <> new.level
      or old.author_id is not new.author_id or old.opening_id <> new.opening_id
    begin delete from report_runs where run = new.id >> 8 or run in (select id >> 8 from cases
      where author_id in (old.author_id, new.author_id) and brand = new.brand and network = new.network); end;
  drop trigger report_run_by_post;
  create trigger report_run_by_post after update of post, lang, category, severity, complaint, author_id on mentions
    when old.post is not new.post or old.lang <> new.lang or old.category <> new.category or old.severity <> new.severity
      or old.complaint <> new.complaint or old.author_id is not new.author_id
    begin delete from report_runs where run in (select case_id >> 8 from case_mentions where mention_id = new.id)
      or run in (select id >> 8 from cases where opening_id = new.id); end;
  `,
]
