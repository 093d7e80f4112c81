package signature_test

import (
	"strings"
	"testing"

	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/signature"
)

// What gpg and ssh-keygen have signed comes to what they say of it, and to what the register
// and the key itself say of the day.
func TestG10SignaturesByOtherPrograms(t *testing.T) {
	for name, tt := range map[string]struct {
		sig, key, from, until, day string
		want                       signature.Standing
		reason                     signature.Reason
	}{
		"RSA":                    {"rsa", "rsa", "2025-01-01", "", "2026-03-01", signature.Good, ""},
		"Ed25519":                {"ed25519", "ed25519", "2025-01-01", "", "2026-03-01", signature.Good, ""},
		"ECDSA":                  {"nistp256", "nistp256", "2025-01-01", "", "2026-03-01", signature.Good, ""},
		"SSH Ed25519":            {"ssh_ed25519", "ssh_ed25519", "2025-01-01", "", "2026-03-01", signature.Good, ""},
		"SSH ECDSA":              {"ssh_ecdsa", "ssh_ecdsa", "2025-01-01", "", "2026-03-01", signature.Good, ""},
		"SSH RSA":                {"ssh_rsa", "ssh_rsa", "2025-01-01", "", "2026-03-01", signature.Good, ""},
		"on the first day":       {"rsa", "rsa", "2026-03-01", "2026-03-01", "2026-03-01", signature.Good, ""},
		"before the first day":   {"rsa", "rsa", "2026-03-02", "", "2026-03-01", signature.NotInUse, ""},
		"after the last day":     {"rsa", "rsa", "2025-01-01", "2026-02-28", "2026-03-01", signature.NotInUse, ""},
		"SSH after the last day": {"ssh_rsa", "ssh_rsa", "2025-01-01", "2026-02-28", "2026-03-01", signature.NotInUse, ""},
		"without a first day":    {"ssh_rsa", "ssh_rsa", "", "", "2026-03-01", signature.NotInUse, ""},
		"another's key":          {"rsa", "ed25519", "2025-01-01", "", "2026-03-01", signature.Unknown, ""},
		"another's SSH key":      {"ssh_rsa", "ssh_ed25519", "2025-01-01", "", "2026-03-01", signature.Unknown, ""},
		"OpenPGP, an SSH key":    {"rsa", "ssh_rsa", "2025-01-01", "", "2026-03-01", signature.Unknown, ""},
		"SSH for files":          {"ssh_file", "ssh_ed25519", "2025-01-01", "", "2026-03-01", signature.OtherPurpose, ""},
		"of a text":              {"textmode", "rsa", "2025-01-01", "", "2026-03-01", signature.OtherPurpose, ""},
		"by SHA-1":               {"sha1", "rsa", "2025-01-01", "", "2026-03-01", signature.Weak, ""},

		"a subkey that has ended, while it held": {"subkey_old", "subkeys", "2025-01-01", "", "2025-06-01", signature.Good, ""},
		"a subkey that has ended, later":         {"subkey_old", "subkeys", "2025-01-01", "", "2026-03-01", signature.Expired, ""},
		"the subkey after it":                    {"subkey_new", "subkeys", "2025-01-01", "", "2026-03-01", signature.Good, ""},
		"a key that has ended, while it held":    {"expires", "expires", "2025-01-01", "", "2026-01-31", signature.Good, ""},
		"a key that has ended, later":            {"expires", "expires", "2025-01-01", "", "2026-02-02", signature.Expired, ""},
		"a prolonged key, before it was":         {"prolonged", "prolonged", "2025-01-01", "", "2025-06-01", signature.Good, ""},
		"a prolonged key, later":                 {"prolonged", "prolonged", "2025-01-01", "", "2026-06-01", signature.Good, ""},

		"retired, before":          {"revoked_retired", "revoked_retired", "2025-01-01", "", "2025-06-01", signature.Good, ""},
		"retired, an old date":     {"revoked_retired", "revoked_retired", "2025-01-01", "", "2026-03-01", signature.Revoked, signature.Retired},
		"retired, after":           {"revoked_retired_after", "revoked_retired", "2025-01-01", "", "2026-03-01", signature.Revoked, signature.Retired},
		"superseded, before":       {"revoked_superseded", "revoked_superseded", "2025-01-01", "", "2025-06-01", signature.Good, ""},
		"superseded, after":        {"revoked_superseded_after", "revoked_superseded", "2025-01-01", "", "2026-03-01", signature.Revoked, signature.Superseded},
		"compromised, before":      {"revoked_compromised", "revoked_compromised", "2025-01-01", "", "2025-06-01", signature.Revoked, signature.Compromised},
		"compromised, after":       {"revoked_compromised_after", "revoked_compromised", "2025-01-01", "", "2026-03-01", signature.Revoked, signature.Compromised},
		"without a reason, before": {"revoked_unstated", "revoked_unstated", "2025-01-01", "", "2025-06-01", signature.Revoked, signature.Unstated},
		"without a reason, after":  {"revoked_unstated_after", "revoked_unstated", "2025-01-01", "", "2026-03-01", signature.Revoked, signature.Unstated},
	} {
		t.Run(name, func(t *testing.T) {
			key := registered(t, vector(t, tt.key+".key"), tt.from, tt.until)
			p := signature.Check(signed(t, vector(t, tt.sig+".sig")), signature.Keys{key}, day(t, tt.day))
			if p.Standing != tt.want || p.Reason != tt.reason || p.Proves() != (tt.want == signature.Good) {
				t.Errorf("%+v\n%s", p, p.Message.In(lang.EN))
			}
			if isSSH := strings.HasPrefix(tt.sig, "ssh"); isSSH != (p.Kind == signature.SSH) || isSSH != p.Made.IsZero() || isSSH != strings.HasPrefix(p.Key, "SHA256:") {
				t.Errorf("%+v", p)
			}
			if mine := p.Owner.Person == "p-017"; mine == (tt.want == signature.Unknown || tt.sig == "ssh_file") {
				t.Errorf("%+v", p)
			}
			inBothLanguages(t, name, append(p.Remarks, p.Message, p.Meaning)...)
			altered := signed(t, vector(t, tt.sig+".sig"))
			altered.Signed = append(altered.Signed, '\n')
			want := signature.Altered
			switch {
			case tt.want == signature.Unknown && p.Kind == signature.OpenPGP:
				want = signature.Unknown // nothing to hold it against
			case tt.sig == "ssh_file" || tt.sig == "textmode":
				want = signature.OtherPurpose
			}
			if got := signature.Check(altered, signature.Keys{key}, day(t, tt.day)); got.Standing != want {
				t.Errorf("altered: %+v", got)
			}
		})
	}
}

// A key may be in use again after another, and then stands in the register twice.
func TestOneOfSeveralTimesIsEnough(t *testing.T) {
	for _, name := range []string{"rsa", "ssh_rsa"} {
		text := vector(t, name+".key")
		keys := signature.Keys{registered(t, vector(t, "ed25519.key"), "2025-01-01", ""), registered(t, text, "2025-01-01", "2025-01-31"),
			registered(t, text, "2026-03-01", "2026-03-02"), registered(t, text, "2026-06-01", "")}
		for on, want := range map[string]signature.Standing{"2025-12-31": signature.NotInUse, "2026-03-02": signature.Good, "2026-03-03": signature.NotInUse} {
			if p := signature.Check(signed(t, vector(t, name+".sig")), keys, day(t, on)); p.Standing != want {
				t.Errorf("%s on %s: %+v", name, on, p)
			}
		}
	}
}

func TestWhatIsNoSignatureToJudge(t *testing.T) {
	keys := signature.Keys{registered(t, vector(t, "rsa.key"), "2025-01-01", ""), registered(t, vector(t, "ssh_rsa.key"), "2025-01-01", "")}
	pgp, ssh := vector(t, "rsa.sig"), vector(t, "ssh_rsa.sig")
	for name, tt := range map[string]struct {
		text     string
		kind     signature.Kind
		standing signature.Standing
	}{
		"nothing":                       {"", signature.NoSignature, signature.Unsigned},
		"noise":                         {"noise", signature.Unknowable, signature.Unreadable},
		"an S/MIME signature":           {"-----BEGIN SIGNED MESSAGE-----\nMIAGCSqGSIb3DQEHAqCAMIACAQExDzANBglghkgBZQMEAgEFADCABgkqhkiG9w0B\n-----END SIGNED MESSAGE-----\n", signature.X509, signature.NotJudged},
		"an OpenPGP message":            {strings.ReplaceAll(pgp, "SIGNATURE", "MESSAGE"), signature.Unknowable, signature.Unreadable},
		"an OpenPGP key":                {vector(t, "rsa.key"), signature.Unknowable, signature.Unreadable},
		"a key as a signature":          {strings.ReplaceAll(vector(t, "rsa.key"), "PUBLIC KEY BLOCK", "SIGNATURE"), signature.OpenPGP, signature.Unreadable},
		"OpenPGP as SSH":                {strings.ReplaceAll(pgp, "PGP SIG", "SSH SIG"), signature.SSH, signature.Unreadable},
		"SSH as OpenPGP":                {strings.ReplaceAll(ssh, "SSH SIG", "PGP SIG"), signature.OpenPGP, signature.Unreadable},
		"half an OpenPGP signature":     {pgp[:len(pgp)/2], signature.OpenPGP, signature.Unreadable},
		"half an SSH signature":         {ssh[:len(ssh)/2], signature.SSH, signature.Unreadable},
		"an OpenPGP signature twice":    {pgp + pgp, signature.OpenPGP, signature.Unreadable},
		"an SSH signature twice":        {ssh + ssh, signature.SSH, signature.Unreadable},
		"one of each":                   {ssh + pgp, signature.SSH, signature.Unreadable},
		"text after a signature":        {ssh + "more\n", signature.SSH, signature.Unreadable},
		"an endless signature":          {pgp[:40] + strings.Repeat("A", 1<<20) + pgp[40:], signature.OpenPGP, signature.Unreadable},
		"an empty OpenPGP signature":    {"-----BEGIN PGP SIGNATURE-----\n\n=twTO\n-----END PGP SIGNATURE-----\n", signature.OpenPGP, signature.Unreadable},
		"an empty SSH signature":        {"-----BEGIN SSH SIGNATURE-----\n-----END SSH SIGNATURE-----\n", signature.SSH, signature.Unreadable},
		"a line before it":              {"\n" + pgp, signature.Unknowable, signature.Unreadable},
		"Windows line ends":             {strings.ReplaceAll(pgp, "\n", "\r\n"), signature.OpenPGP, signature.Good},
		"blank lines after it":          {ssh + "\n \n", signature.SSH, signature.Good},
		"without the last line's end":   {strings.TrimSpace(pgp), signature.OpenPGP, signature.Good},
		"one that is right all through": {pgp, signature.OpenPGP, signature.Good},
	} {
		t.Run(name, func(t *testing.T) {
			p := signature.Check(signed(t, tt.text), keys, day(t, "2026-03-01"))
			if p.Kind != tt.kind || p.Standing != tt.standing {
				t.Errorf("%+v", p)
			}
			inBothLanguages(t, name, p.Message, p.Meaning)
		})
	}
}
