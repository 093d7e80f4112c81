package cli

import (
	"strings"
	"testing"
)

const smallMemo = "plans/2027/missiv/missiv-2027-ortopedi.yaml"

// pasted runs the commands of a hint as somebody would who has filled in what only people can
// say.
func pasted(t *testing.T, h *hosted, refused result) {
	t.Helper()
	_, line, found := strings.Cut(refused.errors, "leveransplan set ")
	if !found {
		t.Fatalf("no command in the hint:\n%s", refused.errors)
	}
	line = strings.NewReplacer("…", "Fler remisser", "ÅÅÅÅ-MM-DD", "2026-11-02").Replace(strings.TrimSpace(line))
	for _, command := range strings.Split(line, "; leveransplan set ") {
		args := []string{"set"}
		for i, part := range strings.Split(command, "'") {
			if i%2 == 1 {
				args = append(args, part)
				continue
			}
			args = append(args, strings.Fields(part)...)
		}
		if r := run(Env{Dir: h.dir, Args: args, Now: h.Now}); !strings.Contains(r.errors, "är ändrad") {
			t.Fatalf("%q: exit code %d\n%s%s", args, r.code, r.out, r.errors)
		}
	}
}

func (h *hosted) set(line string) result {
	h.t.Helper()
	return run(Env{Dir: h.dir, Args: append([]string{"set"}, strings.Fields(line)...), Now: h.Now})
}

// A decided line gets another volume together with an entry alone, whichever way it is written,
// and the hint gives the commands.
func TestADecidedVolumeTakesAnEntry(t *testing.T) {
	for _, c := range []struct{ name, line, says string }{
		{"the volume", "missiv-2027-ortopedi rader.su-hoftprotes.volym 12", "rad su-hoftprotes är beslutad med volymen 8"},
		{"the volume of the line by its name", "missiv-2027-ortopedi/su-hoftprotes volym 12", "rad su-hoftprotes är beslutad med volymen 8"},
		{"the whole line", "missiv-2027-ortopedi rader.su-hoftprotes {id: su-hoftprotes,forvaltning: su,vardomrade: ortopedi,enhet: atgard,volym: 12}", "rad su-hoftprotes är beslutad med volymen 8"},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newHosted(t)
			before := readFile(t, h.dir, smallMemo)
			args := []string{"set"}
			for _, word := range strings.Fields(strings.ReplaceAll(c.line, " ", "_")) {
				args = append(args, strings.ReplaceAll(word, ":_", ": "))
			}
			r := run(Env{Dir: h.dir, Args: args, Now: h.Now})
			if r.code != exitUsage || !strings.Contains(r.errors, c.says) || readFile(t, h.dir, smallMemo) != before {
				t.Fatalf("exit code %d\n%s%s", r.code, r.out, r.errors)
			}
			pasted(t, h, r)
			if text := readFile(t, h.dir, smallMemo); !strings.Contains(text, "    volym: 12\n") || !strings.Contains(text, "volym_fore: 8, volym_efter: 12") {
				t.Errorf("%s", text)
			}
			if found := run(Env{Dir: h.dir, Args: []string{"preview"}, Now: h.Now}); strings.Contains(found.out, "[C107]") {
				t.Errorf("%s%s", found.out, found.errors)
			}
			// The entry goes once the volume has gone back, and not before.
			if r := h.set("missiv-2027-ortopedi andringar.1 --remove"); r.code != exitUsage || !strings.Contains(r.errors, "leveransplan set missiv-2027-ortopedi rader.su-hoftprotes.volym 8") {
				t.Fatalf("exit code %d\n%s%s", r.code, r.out, r.errors)
			}
			h.set("missiv-2027-ortopedi rader.su-hoftprotes.volym 8")
			h.set("missiv-2027-ortopedi andringar.1 --remove")
			if text := readFile(t, h.dir, smallMemo); text != before {
				t.Errorf("%s", text)
			}
		})
	}
}

// What a file has been given by other means is for the check to say: it hinders no other edit.
func TestAnotherEditOfAMemoThatLacksAnEntry(t *testing.T) {
	h := newHosted(t)
	writeFile(t, h.dir, smallMemo, strings.Replace(readFile(t, h.dir, smallMemo), "    volym: 8\n", "    volym: 9\n", 1))
	if r := h.set("missiv-2027-ortopedi rader.skas-hoftprotes.asa_klass 1,2"); !strings.Contains(r.errors, "är ändrad") {
		t.Errorf("exit code %d\n%s%s", r.code, r.out, r.errors)
	}
	if r := h.set("missiv-2027-ortopedi rader.su-hoftprotes.volym 10"); r.code != exitUsage {
		t.Errorf("exit code %d\n%s%s", r.code, r.out, r.errors)
	}
	if r := h.set("missiv-2027-ortopedi rader.su-hoftprotes.volym 8"); !strings.Contains(r.errors, "är ändrad") {
		t.Errorf("what was decided can't be written back:\n%s%s", r.out, r.errors)
	}
	if r := h.set("missiv-2027-ortopedi rader []"); r.code != exitUsage || !strings.Contains(r.errors, "är beslutad och tas inte bort") {
		t.Errorf("exit code %d\n%s%s", r.code, r.out, r.errors)
	}
}

// An entry of a plan is not taken away alone: its volume would stay.
func TestAChangeOfAPlanIsTakenBackWhole(t *testing.T) {
	h := newHosted(t)
	const id = "lp-2027-skas-siv-hoftprotes"
	if r := run(Env{Dir: h.dir, Args: []string{"change", id, "--decrease", "1", "--from", "2027-W05", "--cause", "minskat_behov"}, Now: h.Now}); r.code != exitOK {
		t.Fatalf("exit code %d\n%s%s", r.code, r.out, r.errors)
	}
	before := contents(t, h.dir)
	for _, line := range []string{" andringar.1 --remove", " andringar --remove", " andringar []"} {
		if r := h.set(id + line); r.code != exitUsage || !strings.Contains(r.errors, "leveransplan change "+id+" --undo") {
			t.Errorf("%s: exit code %d\n%s%s", line, r.code, r.out, r.errors)
		}
	}
	for name, text := range contents(t, h.dir) {
		if before[name] != text {
			t.Errorf("%s has changed", name)
		}
	}
	if r := h.set(id + " andringar.1.motivering Nytt"); !strings.Contains(r.errors, "är ändrad") {
		t.Errorf("exit code %d\n%s%s", r.code, r.out, r.errors)
	}
}
