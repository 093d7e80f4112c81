package cli

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What never changes this way is refused with a word on what to do instead, and nothing is
// written. On main stands what has been agreed to.
func TestSetRefuses(t *testing.T) {
	h := newHosted(t)
	before := contents(t, h.dir)
	for _, c := range []struct{ name, line, says string }{
		{"a week of an agreed plan", "lp-2027-skas-siv-hoftprotes periodisering.2027-W06 1", "leveransplan change lp-2027-skas-siv-hoftprotes"},
		{"a term of an agreed plan", "lp-2027-skas-siv-hoftprotes vardform --remove", "`vardform` i en överenskommen plan ändras med en post i andringar"},
		{"a party", "lp-2027-skas-siv-hoftprotes mottagare su", "`mottagare` ändras aldrig i en överenskommen plan"},
		{"the first reconciliations", "lp-2027-skas-siv-hoftprotes avstamningar.siv.datum 2026-11-20", "`avstamningar` ändras aldrig"},
		{"where it comes from", "lp-2027-skas-siv-hoftprotes ursprung.rad x", "`ursprung` ändras aldrig"},
		{"an earlier entry", "lp-2024-su-siv-hoftprotes andringar.1.motivering nytt", "tidigare poster i andringar ändras aldrig"},
		{"all entries", "lp-2024-su-siv-hoftprotes andringar --remove", "tidigare poster i andringar ändras aldrig"},
		{"another line of a missiv", "missiv-2027-ortopedi rader.skas-hoftprotes.forvaltning nu", "raden har planer och blir aldrig en annan"},
		{"no line of a missiv", "missiv-2027-ortopedi rader.skas-hoftprotes --remove", "Sänk rad skas-hoftprotes till 0"},
		{"an id", "missiv-2027-ortopedi id x-1", "ett dokuments id ändras aldrig"},
		{"the id of an entry", "siv id vast", "en posts id ändras aldrig"},
		{"a kind", "missiv-2027-ortopedi dokument avtal/v1", "slaget av dokument ändras inte"},
		{"a derived key", "lp-2027-skas-siv-hoftprotes kvartal.2027-Q1 6", "`kvartal` är summor av periodiseringen"},
		{"a derived key of an analysis", "ba-2027 vardomraden.ortopedi.forvaltningar.su.kvarvarande 8", "`kvarvarande` är behovet minus kapaciteten"},
		{"what the schema demands", "missiv-2027-ortopedi period --remove", "`period` saknas"},
		{"an unknown document", "missiv-2027-ortoped rubrik x", "Menade du missiv-2027-ortopedi?"},
		{"an unknown key", "missiv-2027-ortopedi rubirk x", "Menade du `rubrik`?"},
		{"an unknown entry", "missiv-2027-ortopedi rader.skas-hoftprote.volym 1", "Menade du `skas-hoftprotes`?"},
		{"half a list", "missiv-2027-ortopedi rader [a", "går inte att läsa som en lista"},
		{"a word for a number", "siv giltig_fran igår", "`giltig_fran` ska vara ett datum"},
		{"adding to no list", "siv namn x --append", "är ingen lista"},
		{"adding twice", "vardomraden vardomraden {id:ortopedi} --append", "går inte"},
		{"both ways", "siv namn x --append --remove", "--remove och --append går inte ihop"},
		{"no value", "siv namn", "namn saknar värde"},
		{"a whole entry", "siv --remove", "leveransplan set organisationer organisationer.siv --remove"},
		{"a whole document on main", "missiv-2027-ortopedi --remove", "missiv-2027-ortopedi finns på main och tas inte bort"},
		{"an entry for a list", "missiv-2027-ortopedi avstamningar {}", "Kör om med --append"},
		{"nobody's contact", "lp-2027-skas-siv-hoftprotes kontakter.su.e_post a@example.org", "Planens parter är skas och siv. En post till: leveransplan set lp-2027-skas-siv-hoftprotes kontakter '{part: "},
		{"a rest of several years", "rest-1 volym 3", "Skriv ett av dem, till exempel: leveransplan set rest-20"},
		{"a rest that nobody has", "rest-2027/rest-9 volym 3", "ingen post har id"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := run(Env{Dir: h.dir, Args: append([]string{"set"}, strings.Fields(c.line)...), Now: h.Now})
			if r.code != exitUsage || r.out != "" || !strings.Contains(r.errors, c.says) {
				t.Errorf("exit code %d, want %q\n%s%s", r.code, c.says, r.out, r.errors)
			}
		})
	}
	if diff := cmp.Diff(before, contents(t, h.dir)); diff != "" {
		t.Errorf("files have changed (-before +after):\n%s", diff)
	}
}

// What changes neither numbers nor terms of an agreed plan can be set, and so can all of a plan
// that is new on its branch.
func TestSetChanges(t *testing.T) {
	h := newHosted(t)
	const agreed, entry = "plans/2027/leveransplaner/skas/lp-2027-skas-siv-hoftprotes.yaml", "plans/2024/leveransplaner/su/lp-2024-su-siv-hoftprotes.yaml"
	for _, c := range []struct{ name, line, file, holds string }{
		{"a case", "lp-2027-skas-siv-hoftprotes arende.protokoll 2026-11-20", agreed, "protokoll: 2026-11-20}"},
		{"the minutes of an entry", "lp-2024-su-siv-hoftprotes andringar.1.protokoll 2024-05-02", entry, "protokoll: "},
		{"a new entry", "lp-2027-skas-siv-hoftprotes andringar {nr:1} --append", "", ""},
		{"an organisation by its id", "exk giltig_till 2028-12-31", "plans/register/organisationer.yaml", "    giltig_till: 2028-12-31\n"},
		{"a person by its id", "p-002 github.login kalle", "plans/register/roller.yaml", "  - {id: p-002, github: {id: 900000002, login: kalle}}\n"},
		{"the roles' next version", "roller uppdrag.p-008+leverantor+klinik-b+2026-01-01.till 2028-01-31", "plans/register/roller.yaml", "version: 3\n"},
		{"a version that is named", "roller version 7", "plans/register/roller.yaml", "version: 7\n"},
		{"the volume of an agreed line", "missiv-2027-ortopedi rubrik Ortopedin", "plans/2027/missiv/missiv-2027-ortopedi.yaml", "rubrik: Ortopedin\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := run(Env{Dir: h.dir, Args: append([]string{"set"}, strings.Fields(c.line)...), Now: h.Now})
			if c.file == "" { // half an entry is refused by the schema and not for being one
				if !strings.Contains(r.errors, "saknas") && !strings.Contains(r.errors, "går inte att läsa") {
					t.Errorf("%s%s", r.out, r.errors)
				}
				return
			}
			if r.code == exitUsage || r.code == exitFault || !strings.Contains(readFile(t, h.dir, c.file), c.holds) {
				t.Errorf("exit code %d\n%s%s", r.code, r.out, r.errors)
			}
		})
	}
	draft := strings.Replace(readFile(t, h.dir, agreed), "lp-2027-skas-siv-hoftprotes", "lp-2027-utkast", 1)
	writeFile(t, h.dir, "plans/2027/utkast.yaml", draft)
	if r := run(Env{Dir: h.dir, Args: []string{"set", "lp-2027-utkast", "volym", "7", "mottagare", "su"}, Now: h.Now}); !strings.Contains(r.errors, "är ändrad") {
		t.Errorf("a draft can't be set:\n%s%s", r.out, r.errors)
	}
	if r := run(Env{Dir: h.dir, Args: []string{"set", "lp-2027-utkast", "--remove"}, Now: h.Now}); r.code != exitUsage || !strings.Contains(r.errors, "git rm plans/2027/utkast.yaml") {
		t.Errorf("exit code %d\n%s%s", r.code, r.out, r.errors)
	}
}
