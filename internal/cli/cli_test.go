package cli

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// region makes a repository with settings and one register.
func region(t *testing.T, settings string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"plans/leveransplan.yaml":         "dokument: installningar/v1\nregion: vgr\n" + settings,
		"plans/register/vardomraden.yaml": "dokument: vardomraden/v1\nvardomraden:\n  - {id: hud, namn: Hud, giltig_fran: 2024-01-01}\n",
		"plans/register/organisationer.yaml": "dokument: organisationer/v1\norganisationer:\n" +
			"  - {id: vgr, typ: region, namn: Västra Götalandsregionen, giltig_fran: 2024-01-01}\n",
	} {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

type result struct {
	code        int
	out, errors string
}

func run(env Env) result {
	var out, errs bytes.Buffer
	if env.Stdout == nil {
		env.Stdout = &out
	}
	env.Stderr = &errs
	if env.Getenv == nil {
		env.Getenv = func(string) string { return "" }
	}
	if env.Now == nil {
		env.Now = func() time.Time { return time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC) }
	}
	return result{Run(env), out.String(), errs.String()}
}

func environment(pairs ...string) func(string) string {
	return func(name string) string {
		for i := 0; i < len(pairs); i += 2 {
			if pairs[i] == name {
				return pairs[i+1]
			}
		}
		return ""
	}
}

func TestLanguage(t *testing.T) {
	swedish, english, unset := region(t, "sprak: sv\n"), region(t, "sprak: en\n"), region(t, "")
	for name, c := range map[string]struct {
		dir     string
		args    []string
		environ []string
		want    string
	}{
		"Swedish where nothing says otherwise": {unset, []string{"check"}, nil, "granskade"},
		"the locale":                           {unset, []string{"check"}, []string{"LANG", "en_GB.UTF-8"}, "checked"},
		"LC_ALL goes before LANG":              {unset, []string{"check"}, []string{"LC_ALL", "sv_SE.UTF-8", "LANG", "en_GB.UTF-8"}, "granskade"},
		"a locale that is neither":             {unset, []string{"check"}, []string{"LANG", "C.UTF-8"}, "granskade"},
		"the repository goes before it":        {swedish, []string{"check"}, []string{"LANG", "en_GB.UTF-8"}, "granskade"},
		"a repository in English":              {english, []string{"check"}, nil, "checked"},
		"the flag goes before all":             {swedish, []string{"check", "--lang", "en"}, nil, "checked"},
		"the flag in its other form":           {swedish, []string{"--lang=en", "check"}, nil, "checked"},
		"the repository that -C names":         {swedish, []string{"check", "-C", english}, nil, "checked"},
		"the repository that --dir names":      {swedish, []string{"check", "--dir=" + english}, nil, "checked"},
	} {
		t.Run(name, func(t *testing.T) {
			r := run(Env{Dir: c.dir, Args: c.args, Getenv: environment(c.environ...)})
			if r.code != exitOK || !strings.Contains(r.out, c.want) {
				t.Errorf("exit code %d, want %q in:\n%s%s", r.code, c.want, r.out, r.errors)
			}
		})
	}
}

func TestColour(t *testing.T) {
	dir := region(t, "")
	for name, c := range map[string]struct {
		terminal bool
		environ  []string
		want     bool
	}{
		"a terminal":                  {true, nil, true},
		"not a terminal":              {false, nil, false},
		"NO_COLOR":                    {true, []string{"NO_COLOR", "1"}, false},
		"a dumb terminal":             {true, []string{"TERM", "dumb"}, false},
		"CLICOLOR_FORCE":              {false, []string{"CLICOLOR_FORCE", "1"}, true},
		"NO_COLOR goes before it":     {false, []string{"CLICOLOR_FORCE", "1", "NO_COLOR", "1"}, false},
		"CLICOLOR_FORCE=0 is nothing": {false, []string{"CLICOLOR_FORCE", "0"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			r := run(Env{Dir: dir, Args: []string{"check"}, Terminal: c.terminal, Getenv: environment(c.environ...)})
			if got := strings.Contains(r.out, "\x1b["); got != c.want {
				t.Errorf("colour is %v, want %v: %q", got, c.want, r.out)
			}
		})
	}
}

// The day changes at midnight in Stockholm, on whatever machine the check runs.
func TestTodayIsStockholms(t *testing.T) {
	dir := region(t, "")
	late := func() time.Time { return time.Date(2026, 11, 21, 23, 30, 0, 0, time.UTC) }
	if r := run(Env{Dir: dir, Args: []string{"check"}, Now: late}); !strings.Contains(r.out, "2026-11-22") {
		t.Errorf("want 2026-11-22 in %s%s", r.out, r.errors)
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

// A report that could not be written is a fault, not a pass.
func TestUnwrittenReportIsAFault(t *testing.T) {
	for _, args := range [][]string{{"check"}, {"check", "--format", "json"}, {"rules"}, {"explain", "P101"}, {"schema", "missiv"}} {
		r := run(Env{Dir: region(t, ""), Args: args, Stdout: full{}})
		if r.code != exitFault || !strings.Contains(r.errors, "no space left") {
			t.Errorf("%v: exit code %d, %q", args, r.code, r.errors)
		}
	}
}

func TestAPanicIsAFault(t *testing.T) {
	broken := func() time.Time { panic("the clock has stopped") }
	r := run(Env{Dir: region(t, ""), Args: []string{"check"}, Now: broken})
	if r.code != exitFault || !strings.Contains(r.errors, "internt fel: the clock has stopped") {
		t.Errorf("exit code %d, %q", r.code, r.errors)
	}
}

func TestStrictCountsWarnings(t *testing.T) {
	dir := region(t, "")
	// Two deviations of the calendar that overlap are a warning.
	calendar := "dokument: kalender/v1\navvikelser:\n" +
		"  - {fran: 2027-07-01, till: 2027-07-10, andel: 0.5, orsak: Sommar}\n" +
		"  - {fran: 2027-07-05, till: 2027-07-12, andel: 0.4, orsak: Sommar}\n"
	if err := os.WriteFile(filepath.Join(dir, "plans/register/kalender.yaml"), []byte(calendar), 0o644); err != nil {
		t.Fatal(err)
	}
	if r := run(Env{Dir: dir, Args: []string{"check"}}); r.code != exitOK || !strings.Contains(r.out, "warning:") {
		t.Errorf("exit code %d\n%s", r.code, r.out)
	}
	if r := run(Env{Dir: dir, Args: []string{"check", "--strict"}}); r.code != exitFindings {
		t.Errorf("--strict: exit code %d", r.code)
	}
}
