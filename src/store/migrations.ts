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
  create index mentions_received on mentions (received_at);
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
  create index history_by_case on history (case_id);
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
    owed_at    integer not null,
    due_at     integer not null,
    error      text,
    unique (board, case_id)
  ) strict;
  create index outbox_owed on outbox (board, rank, id) where state = 'owed';
  create index outbox_sending on outbox (id) where state = 'sending';

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
]
