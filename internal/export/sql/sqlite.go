package sql

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	_ "modernc.org/sqlite" // the driver

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/export"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// applicationID marks SQLite files that an export has written ("LVPL"); nothing else is ever
// replaced.
const applicationID = 0x4c56504c

// SQLite writes the star as one SQLite file: tables with their keys, indexes, a view for each
// measure, and the data dictionary as datakatalog. Days are text (2027-01-04), times text in
// UTC (2027-01-04T08:00:00Z), truth values 0 and 1; the file's user_version is the version of
// the tables' form. The file appears whole, in place of what an earlier export wrote there,
// or not at all. The same star gives the same bytes.
func SQLite(path string, star *export.Star) error {
	s, err := shapeOf(star)
	if err != nil {
		return err
	}
	free, err := export.Claim(path)
	if err != nil {
		return err
	}
	defer free()
	if err := clearLeftovers(path); err != nil {
		return err
	}
	if err := Replaceable(path); err != nil {
		return err
	}
	temp, err := os.CreateTemp(filepath.Dir(path), export.TempPattern(path))
	if err != nil {
		return fileFault(path, err)
	}
	defer os.Remove(temp.Name())
	if err := errors.Join(temp.Chmod(0o644), temp.Close(), s.fill(temp.Name()), keep(temp.Name())); err != nil {
		var fault *Fault
		if errors.As(err, &fault) || errors.Is(err, context.Canceled) {
			return err
		}
		return fileFault(path, err)
	}
	if err := os.Rename(temp.Name(), path); err != nil {
		return fileFault(path, err)
	}
	return nil
}

func fileFault(path string, err error) error {
	return &Fault{
		Message: lang.T("%s gick inte att skriva", "%s could not be written", path),
		Hint:    lang.T("Se efter att mappen finns, att du får skriva i den, att disken inte är full och att inget program håller filen öppen.", "See that the folder is there, that you may write in it, that the disk is not full and that no program keeps the file open."),
		Err:     err,
	}
}

// PrepareSQLite takes away what an export to the same file left that died, and refuses a file
// that no export has written. It can be called before long work is begun.
func PrepareSQLite(path string) error {
	free, err := export.Claim(path)
	if err != nil {
		return err
	}
	defer free()
	if err := clearLeftovers(path); err != nil {
		return err
	}
	return Replaceable(path)
}

// clearLeftovers removes, under a claim, half-written files: empty ones and those that bear the
// mark of an export.
func clearLeftovers(path string) error {
	_, fresh, err := export.Leftovers(path)
	if err != nil {
		return err
	}
	for _, name := range fresh {
		info, err := os.Lstat(name)
		if err != nil || !info.Mode().IsRegular() || info.Size() > 0 && Replaceable(name) != nil {
			continue // somebody else's
		}
		if err := os.Remove(name); err != nil {
			return fileFault(name, err)
		}
	}
	return nil
}

// Replaceable refuses a file that no export has written, and a link: what it leads to may be
// anything.
func Replaceable(path string) error {
	refuse := func(message lang.Text) error {
		return &Fault{
			Message: message, Usage: true,
			Hint: lang.T("Välj ett annat namn, eller flytta filen. Bara det som en tidigare export har skrivit ersätts.", "Choose another name, or move the file. Only what an earlier export has written is replaced."),
		}
	}
	info, err := os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return fileFault(path, err)
	case info.Mode()&fs.ModeSymlink != 0:
		return refuse(lang.T("%s är en länk till en annan fil, och skrivs inte", "%s is a link to another file, and is not written", path))
	case !info.Mode().IsRegular():
		return refuse(lang.T("%s finns redan och är ingen vanlig fil", "%s is there already and is not a regular file", path))
	}
	f, err := os.Open(path)
	if err != nil {
		return fileFault(path, err)
	}
	defer f.Close()
	head := make([]byte, 72)
	if _, err := io.ReadFull(f, head); err == nil && string(head[:16]) == "SQLite format 3\x00" && binary.BigEndian.Uint32(head[68:]) == applicationID {
		return nil
	}
	return refuse(lang.T("%s finns redan och är ingen export", "%s is there already and is no export", path))
}

// keep waits until a file is on the disk.
func keep(name string) error {
	f, err := os.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// fill writes the star into an empty file. Nobody else knows the file, so nothing has to
// survive a crash halfway.
func (s *shape) fill(name string) (err error) {
	address := url.URL{Scheme: "file", OmitHost: true, Path: filepath.ToSlash(name)}
	db, err := sql.Open("sqlite", address.String())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	ctx := context.Background()
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	run := func(statement string) error {
		if _, err := conn.ExecContext(ctx, statement); err != nil {
			return fmt.Errorf("%s: %w", statement, err)
		}
		return nil
	}
	statements := []string{
		"PRAGMA page_size = 8192", "PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "PRAGMA locking_mode = EXCLUSIVE", "PRAGMA cache_size = -32768",
		fmt.Sprintf("PRAGMA application_id = %d", applicationID), fmt.Sprintf("PRAGMA user_version = %d", s.Schema), "BEGIN",
	}
	for _, t := range s.tables {
		statements = append(statements, t.sqlite())
	}
	for _, statement := range statements {
		if err := run(statement); err != nil {
			return err
		}
	}
	for _, t := range s.tables {
		if err := t.insert(ctx, conn); err != nil {
			return err
		}
	}
	for _, statement := range append(s.sqliteLate(), "ANALYZE", "COMMIT") {
		if err := run(statement); err != nil {
			return err
		}
	}
	return sound(ctx, conn)
}

// sound holds the file to its own keys before anybody sees it.
func sound(ctx context.Context, conn *sql.Conn) error {
	rows, err := conn.QueryContext(ctx, "PRAGMA foreign_key_check")
	if err != nil {
		return err
	}
	defer rows.Close()
	if rows.Next() {
		var from, to string
		var row sql.NullInt64
		var key int
		if err := rows.Scan(&from, &row, &to, &key); err != nil {
			return err
		}
		return fmt.Errorf("%s names a row of %s that is not there", from, to)
	}
	return rows.Err()
}

var sqliteTypes = map[export.Type]string{export.Text: "TEXT", export.Int: "INTEGER", export.Bool: "INTEGER", export.Date: "TEXT", export.Time: "TEXT"}

// sqlite is the statement that makes the table. Rows come in the order of their key, so the
// table is its own index.
func (t *table) sqlite() string {
	var lines []string
	for _, c := range t.Columns {
		line := quoted(c.Name) + " " + sqliteTypes[c.Type]
		if !c.Null {
			line += " NOT NULL"
		}
		if c.Type == export.Bool {
			line += " CHECK (" + quoted(c.Name) + " IN (0, 1))"
		}
		lines = append(lines, line)
	}
	lines = append(lines, "PRIMARY KEY ("+quoted(t.Key...)+")")
	for _, l := range t.links {
		lines = append(lines, fmt.Sprintf("FOREIGN KEY (%s) REFERENCES %s (%s)", quoted(l.column), quoted(l.target), quoted(l.key)))
	}
	return fmt.Sprintf("CREATE TABLE %s (\n  %s\n) STRICT, WITHOUT ROWID", quoted(t.Name), strings.Join(lines, ",\n  "))
}

// sqliteLate makes what is quicker made once the rows are there.
func (s *shape) sqliteLate() []string {
	var list []string
	for _, t := range s.tables {
		for _, l := range t.links {
			if name := t.index(l); name != "" {
				list = append(list, fmt.Sprintf("CREATE INDEX %s ON %s (%s)", quoted(name), quoted(t.Name), quoted(l.column)))
			}
		}
	}
	for _, v := range s.views {
		list = append(list, fmt.Sprintf("CREATE VIEW %s AS %s", quoted(v.name), strings.TrimRight(v.SQL, "; \n")))
	}
	return list
}

// insert writes the table's rows, several with one statement: a statement costs more than a row.
func (t *table) insert(ctx context.Context, conn *sql.Conn) error {
	const most = 32
	one := "(?" + strings.Repeat(", ?", len(t.Columns)-1) + ")"
	head := "INSERT INTO " + quoted(t.Name) + " VALUES "
	many, err := conn.PrepareContext(ctx, head+one+strings.Repeat(", "+one, most-1))
	if err != nil {
		return err
	}
	defer many.Close()
	values, n := make([]any, 0, most*len(t.Columns)), 0
	for row, err := range t.checked() {
		if err != nil {
			return err
		}
		for _, v := range row {
			values = append(values, sqliteValue(v))
		}
		if n++; n == most {
			if _, err := many.ExecContext(ctx, values...); err != nil {
				return fmt.Errorf("table %s: %w", t.Name, err)
			}
			values, n = values[:0], 0
		}
	}
	if n == 0 {
		return nil
	}
	if _, err := conn.ExecContext(ctx, head+one+strings.Repeat(", "+one, n-1), values...); err != nil {
		return fmt.Errorf("table %s: %w", t.Name, err)
	}
	return nil
}

func sqliteValue(v any) any {
	switch v := v.(type) {
	case bool:
		if v {
			return int64(1)
		}
		return int64(0)
	case calendar.Day:
		return v.String()
	case time.Time:
		return timeText(v)
	}
	return v
}

// timeText writes a time in UTC, to the microsecond where it has such.
func timeText(t time.Time) string {
	if t = t.UTC(); t.Nanosecond() < 1000 {
		return t.Format("2006-01-02T15:04:05Z")
	}
	return t.Format("2006-01-02T15:04:05.000000Z")
}
