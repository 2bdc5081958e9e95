-- Run once by a new database of docker-compose.yml, as its superuser: the owner of the tables, and the program, which owns nothing.
-- The superuser keeps no password: it comes in by the socket inside the container alone (docker compose exec postgres psql).
\set ON_ERROR_STOP on
\getenv owners_password LEDGER_OWNER_PASSWORD
\getenv programs_password LEDGER_PASSWORD
set log_statement = 'none';
set log_min_duration_statement = -1;
set log_min_error_statement = 'panic';
create role ledger_owner login nosuperuser nocreatedb nocreaterole password :'owners_password';
create role ledger_app login nosuperuser nocreatedb nocreaterole password :'programs_password';
alter database ledger owner to ledger_owner;
revoke all on database ledger from public;
grant connect, temporary on database ledger to ledger_app;
alter role current_user password null;
