package sql

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// Server is where a PostgreSQL database is, and who comes there.
type Server struct{ config *pgx.ConnConfig }

// patience is how long a server may take to answer where the address says nothing of it.
const patience = 15 * time.Second

// ParseServer reads an address such as postgres://user@host:5432/database?sslmode=verify-full.
// What it does not say is taken from where every PostgreSQL program takes it: PGHOST, PGUSER,
// PGPASSWORD, PGSSLMODE, PGSERVICE and their like in the environment, and the password from
// ~/.pgpass (PGPASSFILE). So this is for the command line alone to call.
func ParseServer(address string) (*Server, error) {
	config, err := pgx.ParseConfig(address)
	// With two @ a part of the password would be taken for the host, and shown as such.
	place, _, _ := strings.Cut(address, "?")
	if err != nil || strings.Contains(address, "://") && strings.Count(place, "@") > 1 {
		// The error may repeat the address, and with it a password; it goes no further.
		return nil, &Fault{
			Message: lang.T("adressen till databasen går inte att läsa", "the address of the database can't be read"),
			Hint: lang.T("Skriv den som postgres://ANVÄNDARE@DATOR:5432/DATABAS?sslmode=verify-full. Tecken som @ / : # % i ett namn eller lösenord skrivs med procentkod (@ blir %%40). Se också efter PGSERVICE, PGSSLROOTCERT och andra PG-variabler i miljön.",
				"Write it as postgres://USER@HOST:5432/DATABASE?sslmode=verify-full. Characters such as @ / : # % in a name or password are written in per cent code (@ becomes %%40). Look also at PGSERVICE, PGSSLROOTCERT and other PG variables of the environment."),
		}
	}
	if config.ConnectTimeout == 0 || config.ConnectTimeout > time.Minute {
		config.ConnectTimeout = patience
	}
	if config.RuntimeParams["application_name"] == "" {
		config.RuntimeParams["application_name"] = "leveransplan"
	}
	return &Server{config}, nil
}

// String names the database without the password: user@host:port/database.
func (s *Server) String() string {
	return fmt.Sprintf("%s@%s/%s", s.config.User, net.JoinHostPort(s.config.Host, strconv.Itoa(int(s.config.Port))), s.config.Database)
}

// oldest is the first version of PostgreSQL that is written to.
const oldest = 13

// connect opens a connection, and says in words why it can't.
func (s *Server) connect(ctx context.Context) (*pgx.Conn, error) {
	conn, err := pgx.ConnectConfig(ctx, s.config.Copy())
	if err != nil {
		return nil, s.refused(ctx, err)
	}
	stated := conn.PgConn().ParameterStatus("server_version")
	first := strings.IndexFunc(stated, func(r rune) bool { return r < '0' || r > '9' })
	if first < 0 {
		first = len(stated)
	}
	if version, err := strconv.Atoi(stated[:first]); err != nil || version < oldest {
		_ = conn.Close(ctx)
		return nil, &Fault{
			Message: lang.T("databasen är version %s, och det behövs PostgreSQL %s eller senare", "the database is version %s, and PostgreSQL %s or later is needed", stated, strconv.Itoa(oldest)),
			Hint:    lang.T("Uppgradera servern, eller exportera till SQLite, CSV eller Parquet.", "Upgrade the server, or export to SQLite, CSV or Parquet."),
		}
	}
	return conn, nil
}

// refused says why there is no connection.
func (s *Server) refused(ctx context.Context, err error) error {
	place := net.JoinHostPort(s.config.Host, strconv.Itoa(int(s.config.Port)))
	fault := &Fault{}
	var refusal *pgconn.PgError
	var name *net.DNSError
	var call *net.OpError
	switch {
	case ctx.Err() != nil:
		return interrupted(ctx.Err())
	case errors.As(err, &refusal):
		s.turnedAway(fault, refusal)
	case errors.As(err, &name):
		fault.Message = lang.T("det finns ingen dator med namnet %s", "there is no host with the name %s", s.config.Host)
		fault.Hint = lang.T("Rätta adressen. Kan namnet bara nås inifrån nätet: anslut dit först.", "Correct the address. Can the name be reached from within the network only: connect there first.")
	case strings.Contains(err.Error(), "tls") || strings.Contains(err.Error(), "x509") || strings.Contains(err.Error(), "TLS"):
		fault.Err = firstLine(err)
		fault.Message = lang.T("det gick inte att få en krypterad förbindelse med %s", "no encrypted connection with %s could be had", place)
		fault.Hint = lang.T("Kräver adressen sslmode=verify-full: ange sslrootcert=FIL om servern har en egen utfärdare. Har servern ingen TLS alls: sslmode=disable, men bara på ett nät som ingen annan når.",
			"Does the address want sslmode=verify-full: state sslrootcert=FILE where the server has an authority of its own. Does the server have no TLS at all: sslmode=disable, but only on a network that nobody else reaches.")
	default:
		if fault.Err = firstLine(err); errors.As(err, &call) {
			fault.Err = call.Err
		}
		fault.Message = lang.T("ingen PostgreSQL-server svarar på %s", "no PostgreSQL server answers at %s", place)
		fault.Hint = lang.T("Se efter dator och port i adressen, att servern är igång och att ingen brandvägg står emellan.", "See that host and port in the address are right, that the server runs and that no firewall stands between.")
	}
	return fault
}

// turnedAway says why a server that answers lets nobody in.
func (s *Server) turnedAway(fault *Fault, refusal *pgconn.PgError) {
	switch refusal.Code {
	case "28P01":
		fault.Message = lang.T("servern godtar inte lösenordet för %s", "the server does not accept the password of %s", s.config.User)
		fault.Hint = lang.T("Lösenordet tas ur adressen, ur PGPASSWORD eller ur ~/.pgpass, i den ordningen.", "The password is taken from the address, from PGPASSWORD or from ~/.pgpass, in that order.")
	case "28000":
		fault.Message = lang.T("servern släpper inte in %s till databasen %s", "the server does not let %s into the database %s", s.config.User, s.config.Database)
		fault.Hint = lang.T("Se efter användarens namn. Den som sköter servern kan se i pg_hba.conf varifrån och hur användaren får komma.", "See that the user's name is right. Whoever runs the server can see in pg_hba.conf from where and how the user may come.")
	case "3D000":
		fault.Message = lang.T("databasen %s finns inte", "there is no database %s", s.config.Database)
		fault.Hint = lang.T("Rätta adressen, eller låt den som sköter servern skapa databasen.", "Correct the address, or have whoever runs the server create the database.")
	case "42501":
		fault.Message = lang.T("%s får inte ansluta till databasen %s", "%s may not connect to the database %s", s.config.User, s.config.Database)
		fault.Hint = lang.T("Den som sköter databasen kan ge rätten: GRANT CONNECT ON DATABASE.", "Whoever runs the database can give the right: GRANT CONNECT ON DATABASE.")
	case "53300", "57P03":
		fault.Message = lang.T("servern tar inte emot någon just nu", "the server takes nobody in at the moment")
		fault.Hint = lang.T("Försök igen om en stund.", "Try again in a while.")
	default:
		fault.Err = refusal
		fault.Message = lang.T("servern avböjer förbindelsen (%s)", "the server declines the connection (%s)", refusal.Code)
		fault.Hint = lang.T("Känner servern inte igen en inställning i adressen är den felstavad.", "If the server does not know a setting of the address, that is misspelt.")
	}
}

// firstLine is what the first try to connect came to, without the settings, which the error of
// all tries repeats.
func firstLine(err error) error {
	var connect *pgconn.ConnectError
	if errors.As(err, &connect) {
		err = connect.Unwrap()
	}
	line, _, _ := strings.Cut(err.Error(), "\n")
	return errors.New(line)
}

func interrupted(err error) error {
	return &Fault{
		Message: lang.T("exporten avbröts, och databasen är som förut", "the export was interrupted, and the database is as before"),
		Err:     err,
	}
}

// explained says in words why a load came to nothing. Until the last step nothing has been
// changed for anybody.
func (s *Server) explained(ctx context.Context, err error) error {
	var fault *Fault
	if errors.As(err, &fault) {
		return err
	}
	if ctx.Err() != nil {
		return interrupted(ctx.Err())
	}
	as := func(message, hint lang.Text) error { return &Fault{Message: message, Hint: hint, Err: err} }
	var said *pgconn.PgError
	if !errors.As(err, &said) {
		if pgconn.Timeout(err) || isBroken(err) {
			return as(lang.T("förbindelsen med servern bröts, och databasen är som förut", "the connection with the server broke, and the database is as before"),
				lang.T("Försök igen.", "Try again."))
		}
		return err
	}
	err = said // without the statement, which may be long
	quoting := func(message, hint lang.Text) error { return &Fault{Message: message, Hint: hint} }
	switch said.Code {
	case "42501":
		return quoting(lang.T("%s saknar en rättighet i databasen: %s", "%s lacks a right in the database: %s", s.config.User, said.Message),
			lang.T("Användaren behöver äga schemat och dess tabeller, eller få skapa schemat (GRANT CREATE ON DATABASE), och få göra temporära tabeller (GRANT TEMPORARY ON DATABASE). Databasen är som förut.",
				"The user has to own the schema and its tables, or may create the schema (GRANT CREATE ON DATABASE), and may make temporary tables (GRANT TEMPORARY ON DATABASE). The database is as before."))
	case "2BP01", "0A000", "42P16":
		return quoting(lang.T("tabellerna har fått en ny form, men något eget i databasen bygger på den gamla: %s", "the tables have a new form, but something of your own in the database builds on the old one: %s", strings.TrimSpace(said.Message+" "+said.Detail)),
			lang.T("Ta bort det, exportera igen och skapa det på nytt. Databasen är som förut.", "Remove that, export again and create it anew. The database is as before."))
	case "53100", "53200":
		return as(lang.T("servern har slut på plats eller minne, och databasen är som förut", "the server is out of space or memory, and the database is as before"),
			lang.T("Tala med den som sköter servern.", "Speak with whoever runs the server."))
	case "57P01", "57P02", "57P03", "57014":
		return as(lang.T("servern avbröt inläsningen, och databasen är som förut", "the server stopped the load, and the database is as before"),
			lang.T("Försök igen. Slår statement_timeout till: höj den för användaren.", "Try again. If that is statement_timeout: raise it for the user."))
	case "55P03", "40P01", "40001":
		return as(lang.T("någon annan håller tabellerna upptagna, och databasen är som förut", "somebody else keeps the tables busy, and the database is as before"),
			lang.T("Försök igen om en stund.", "Try again in a while."))
	case "25006":
		return as(lang.T("databasen går bara att läsa", "the database is read-only"),
			lang.T("Är det en kopia: skriv till huvudservern (target_session_attrs=read-write).", "If that is a standby: write to the primary (target_session_attrs=read-write)."))
	case "23503":
		if strings.HasPrefix(said.ConstraintName, "fk_") { // the star's own
			break
		}
		return quoting(lang.T("en egen tabell i databasen pekar på rader som inte längre finns: %s", "a table of your own in the database names rows that are no longer there: %s", said.Detail),
			lang.T("Ta bort främmande nyckeln i den tabellen, eller dess rader. Databasen är som förut.", "Remove the foreign key in that table, or its rows. The database is as before."))
	}
	return quoting(lang.T("databasen säger nej: %s (%s)", "the database says no: %s (%s)", said.Message, said.Code),
		lang.T("Databasen är som förut.", "The database is as before."))
}

func isBroken(err error) bool {
	var network net.Error
	return errors.As(err, &network) || strings.Contains(err.Error(), "unexpected EOF") || strings.Contains(err.Error(), "conn closed") ||
		strings.Contains(err.Error(), "broken pipe") || strings.Contains(err.Error(), "connection reset") || strings.Contains(err.Error(), "closed network connection")
}
