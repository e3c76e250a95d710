-- Who did what. Rows are only ever added; each names the hash of the one before, and the last is known by audit_head.
CREATE TABLE audit_event (
  seq      BIGINT                   NOT NULL PRIMARY KEY,
  at       TIMESTAMP WITH TIME ZONE NOT NULL,
  action   VARCHAR(32)              NOT NULL,
  subject  VARCHAR(300)             NOT NULL,
  remote   VARCHAR(100),
  project  VARCHAR(100),
  instance VARCHAR(100),
  session  VARCHAR(36),
  result   VARCHAR(16)              NOT NULL,
  event    VARCHAR(65536)           NOT NULL,
  hash     CHAR(64)                 NOT NULL
);
CREATE INDEX audit_event_at ON audit_event (at);
CREATE INDEX audit_event_subject ON audit_event (subject, seq);
CREATE INDEX audit_event_instance ON audit_event (instance, seq);
CREATE INDEX audit_event_session ON audit_event (session, seq);

CREATE TABLE audit_head (
  id   INTEGER  NOT NULL PRIMARY KEY CHECK (id = 1),
  seq  BIGINT   NOT NULL,
  hash CHAR(64) NOT NULL
);
INSERT INTO audit_head (id, seq, hash) VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');
