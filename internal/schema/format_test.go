package schema

import (
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v5"
)

// schemaOf finds a schema with a format.
func schemaOf(t testing.TB, format string) *jsonschema.Schema {
	t.Helper()
	for _, at := range sortedKeys(set(t).at) {
		if sch := set(t).at[at]; sch.Format == format {
			return sch
		}
	}
	t.Fatalf("no schema has the format %s", format)
	return nil
}

func TestFormats(t *testing.T) {
	tests := map[string]struct{ good, bad []string }{
		"datum": {
			[]string{"2027-02-28", "2028-02-29", "1900-01-01", "2199-12-31"},
			[]string{"2027-02-29", "2027-2-3", "27-02-03", "2027-13-01", "2027-00-10", "2027-01-00", "20270203", "1899-12-31", "2200-01-01", "2027-02-28 ", "2027-02-28\n", "", "٢٠٢٧-01-01"}},
		"intervall": {
			[]string{"2027-01-01/2027-12-31", "2027-01-01/2027-01-01", "2026-12-28/2028-02-29"},
			[]string{"2027-12-31/2027-01-01", "2027-01-01", "2027-01-01/", "2027-01-01--2027-12-31", "2027-01-01/2027-02-29", "2027-01-01/P1Y", "2027-01-01/2027-06-30/2027-12-31"}},
		"kvartal": {[]string{"2027-Q1", "2027-Q4"}, []string{"2027-Q0", "2027-Q5", "2027-q1", "2027-Q01", "2027Q1", "2027-W01"}},
		"vecka-eller-kvartal": {
			[]string{"2027-W01", "2027-W52", "2026-W53", "2032-W53", "2027-Q4"},
			[]string{"2027-W53", "2027-W00", "2027-W54", "2027-W1", "2027-w01", "2027W01", "W01", "2027-Q5", "2027", "2027-01"}},
		"kva": {[]string{"NFB49", "CBA00", "UDH02", "XG010", "AD041"}, []string{"nfb49", "NFB4", "NFB490", "N1234", "ÅFB49", "NF 49"}},
		"mvo": {[]string{"311", "361A"}, []string{"31", "3111", "311a", "A311"}},
		"diarienummer": {
			[]string{"RS 2019-05614", "HS 2026-00412-3", "SkaS 2026-00512", "HS 172-2015", "OSN 2024-00001-12", "SÄS 2026-00001"},
			[]string{"RS2019-05614", "rs 2019-05614", "RS 2019-5614x", "RS 2019/05614", "2019-05614", "RS  2019-05614", "RS 2019-056144", "HS 2026-00412-", "HS 2026-00412-1234"}},
		"organisationsnummer": {
			[]string{"555500-0016", "232100-0131", "556193-7904"},
			[]string{"555500-0017", "5555000016", "555500-001", "511200-0016", "16555500-0016", "555500–0016", "55550a-0016", "550100" + "-0015"}},
		"hsa-id": {
			[]string{"SE5555000016-E000000000001", "SE2321000131-a", "SE5555000016-ABCDEFGHIJKLMNOPQR"},
			[]string{"SE5555000017-E000000000001", "se5555000016-E1", "SE5555000016", "SE5555000016-", "SE5555000016-Å", "SE5555000016-ABCDEFGHIJKLMNOPQRS", "SE555500001-E1"}},
		"e-post": {
			[]string{"ortopedi.skas@example.org", "koncernkontoret.vardgarantiservice@vgregion.se", "a@b.example.se", "op_1+x@ex-ample.se"},
			[]string{"ortopedi.skas", "a@b", "@example.org", "a@.se", "a@example..se", "a..b@example.org", ".a@example.org", "å@example.org", "a b@example.org", "A <a@example.org>", "a@-x.se", "a@x-.se"}},
		"id":           {[]string{"nu", "p-017", "2027", "lp-2027-skas-exk-hoftprotes", strings.Repeat("a", 63)}, []string{"n", "-nu", "Nu", "n_u", "n u", "nå", strings.Repeat("a", 64), "а-kyrillisk"}},
		"regel-id":     {[]string{"P214", "S401", "X001"}, []string{"p214", "P21", "P2145", "Z214"}},
		"rutinversion": {[]string{"9.0", "6.0", "10.12"}, []string{"9", "9.", "09.0", "9.0.1", "v9.0"}},
		"commit":       {[]string{strings.Repeat("0af9", 10)}, []string{"0af9", strings.Repeat("0AF9", 10), strings.Repeat("0ag9", 10), strings.Repeat("0", 41)}},
		"github-login": {[]string{"a", "anna-k", "A1"}, []string{"-a", "a-", "a--b", "a_b", "@a", "å", strings.Repeat("a", 40)}},
		"ssh-nyckel": {
			[]string{"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5", "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlz namn", "sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9w="},
			[]string{"ssh-ed25519", "ssh-ed25519 AAAA", "AAAAC3NzaC1lZDI1NTE5", "ssh-dss AAAAB3NzaC1kc3MAAACB", "ssh-ed25519  AAAAC3NzaC1lZDI1NTE5", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5 två ord"}},
		"signaturnyckel": {
			[]string{"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5", "sk-ssh-ed25519@openssh.com AAAAGnNrLXNzaC1lZDI1NTE5QG9w= namn",
				"-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmDMEZ+a/=\n=Ab1+\n-----END PGP PUBLIC KEY BLOCK-----\n",
				"-----BEGIN PGP PUBLIC KEY BLOCK-----\nComment: p-017 (test), 2026\n\nmDMEZ\n-----END PGP PUBLIC KEY BLOCK-----"},
			[]string{"ssh-ed25519", "ssh-dss AAAAB3NzaC1kc3MAAACB", "mDMEZ", "-----BEGIN PGP PUBLIC KEY BLOCK-----", "-----BEGIN PGP PUBLIC KEY BLOCK-----\nå\n-----END PGP PUBLIC KEY BLOCK-----",
				"-----BEGIN PGP PRIVATE KEY BLOCK-----\nmDMEZ\n-----END PGP PRIVATE KEY BLOCK-----", "-----BEGIN PGP SIGNATURE-----\nmDMEZ\n-----END PGP SIGNATURE-----"}},
		"tidszon": {[]string{"Europe/Stockholm", "UTC", "America/Argentina/Ushuaia", "Etc/GMT+1"}, []string{"Europe/", "/Europe", "Europa, Stockholm", "../Europe", ""}},
		"kodord":  {[]string{"vardgaranti", "andra_regioners_avtal"}, []string{"Vardgaranti", "vårdgaranti", "1a", "vard-garanti", "a"}},
		"enradig": {[]string{"x", "Ögon 2027", "2027-03-04 § 3"}, []string{"", " ", " x", "x ", "x\n", "a\nb", strings.Repeat("å", 121)}},
		"fritext": {[]string{"x", " x", "a\nb", strings.Repeat("å", 500)}, []string{"", " ", "\n", strings.Repeat("å", 501)}},
	}
	for name := range formats {
		test, ok := tests[name]
		if !ok {
			t.Errorf("%s has no test", name)
			continue
		}
		t.Run(name, func(t *testing.T) {
			for _, s := range test.good {
				if err := schemaOf(t, name).Validate(s); err != nil {
					t.Errorf("%q is refused: %v", s, err)
				}
			}
			for _, s := range test.bad {
				if schemaOf(t, name).Validate(s) == nil {
					t.Errorf("%q is accepted", s)
				}
			}
		})
	}
}

func TestExamplesInTheSchemasAreOfTheirFormat(t *testing.T) {
	for at, sch := range set(t).at {
		for _, example := range sch.Examples {
			if err := sch.Validate(example); err != nil {
				t.Errorf("%s: %v", at, err)
			}
		}
	}
}

func TestWhatIsMeantIsGuessedOnlyWhereItIsOfTheFormat(t *testing.T) {
	tests := []struct{ format, said, meant string }{
		{"datum", "2027-2-3", "2027-02-03"},
		{"datum", "2027/02/03", "2027-02-03"},
		{"datum", "20270203", "2027-02-03"},
		{"datum", "2027-02-30", ""},
		{"datum", "3 februari", ""},
		{"intervall", "2027-1-1 - 2027-12-31", "2027-01-01/2027-12-31"},
		{"intervall", "2027-01-01--2027-12-31", "2027-01-01/2027-12-31"},
		{"intervall", "2027-12-31/2027-01-01", "2027-01-01/2027-12-31"},
		{"intervall", "2027-01-01", ""},
		{"vecka-eller-kvartal", "2027-W5", "2027-W05"},
		{"vecka-eller-kvartal", "2027w5", "2027-W05"},
		{"vecka-eller-kvartal", "v. 5 2027", "2027-W05"},
		{"vecka-eller-kvartal", "2027 v5", "2027-W05"},
		{"vecka-eller-kvartal", "2027-W53", ""},
		{"kvartal", "kv 1 2027", "2027-Q1"},
		{"kvartal", "2027q01", "2027-Q1"},
		{"vecka-eller-kvartal", "Q1 2027", "2027-Q1"},
		{"vecka-eller-kvartal", "vår 2027", ""},
		{"kva", " nfb 49", "NFB49"},
		{"mvo", "361a", "361A"},
		{"regel-id", "p214", "P214"},
		{"diarienummer", "RS  2019-05614 ", "RS 2019-05614"},
		{"id", "Skaraborgs Sjukhus", "skaraborgs-sjukhus"},
		{"id", "lp_2027_ögon", "lp-2027-ogon"},
		{"id", "Ω", ""},
		{"rutinversion", "9", "9.0"},
		{"rutinversion", "v9.0", "9.0"},
		{"rutinversion", "nio", ""},
		{"commit", strings.Repeat("0AF9", 10), strings.Repeat("0af9", 10)},
		{"github-login", "@anna-k", "anna-k"},
		{"kodord", "Vårdgaranti", "vardgaranti"},
		{"enradig", "Ögon \n 2027", "Ögon 2027"},
		{"e-post", " a@example.org", "a@example.org"},
		{"organisationsnummer", "5555000016", ""}, // may be a person's
		{"hsa-id", "se5555000016-e1", ""},
	}
	for _, test := range tests {
		t.Run(test.format+" "+test.said, func(t *testing.T) {
			meant, ok := mended(schemaOf(t, test.format), test.said)
			if ok != (test.meant != "") || ok && meant != test.meant {
				t.Errorf("%q, %v", meant, ok)
			}
		})
	}
}
