package cli

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/leveransplan/leveransplan/internal/document/pdf"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// pdf makes a page into a PDF, with the dates of its commit.
func (a *app) pdf(page []byte, named string, commit gitrepo.Commit) ([]byte, error) {
	browser, err := a.browser(named)
	if err != nil {
		return nil, err
	}
	ctx, stop := a.interruptible()
	defer stop()
	file, err := pdf.Print(ctx, page, pdf.Options{Browser: browser, Time: commit.Committer.Time, Root: os.Geteuid() == 0})
	name, no := filepath.Base(browser), (*pdf.Fault)(nil)
	again := lang.T("Försök igen, eller skriv --format html och skriv ut sidan som PDF från en webbläsare.", "Try again, or write --format html and print the page to PDF from a browser.")
	switch {
	case err == nil:
		return file, nil
	case errors.Is(err, context.Canceled):
		return nil, fault(lang.T("avbrutet: ingen PDF har skrivits", "interrupted: no PDF has been written"), lang.Text{})
	case errors.Is(err, pdf.ErrTime):
		return nil, fault(lang.T("%s blev inte klar i tid", "%s did not finish in time", name), again)
	case errors.As(err, &no) && no.Said == "":
		return nil, fault(lang.T("%s gjorde ingen PDF, och sade inte varför", "%s made no PDF, and did not say why", name),
			lang.T("Är programmet Chromium, Chrome eller Edge? Annars: skriv --format html och skriv ut sidan som PDF från en webbläsare.", "Is the program Chromium, Chrome or Edge? If not, write --format html and print the page to PDF from a browser."))
	case errors.As(err, &no):
		return nil, fault(lang.T("%s gjorde ingen PDF. Programmet säger: %s", "%s made no PDF. The program says: %s", name, shown(no.Said)), again)
	}
	return nil, fault(lang.T("PDF-filen gick inte att göra: %s", "the PDF could not be made: %s", because(err)), again)
}

// browser finds the program that makes PDF: the one that was named, the environment's, or the
// first of the usual ones that is there.
func (a *app) browser(named string) (string, error) {
	if named == "" {
		named = a.env.Getenv("CHROME_PATH")
	}
	if named != "" {
		if strings.ContainsRune(filepath.ToSlash(named), '/') {
			named = under(a.env.Dir, named)
		}
		path, err := exec.LookPath(named)
		if err != nil {
			return "", fault(lang.T("webbläsaren %s går inte att köra: %s", "the browser %s can't be run: %s", named, because(err)),
				lang.T("Peka ut Chromium, Chrome eller Edge med --browser eller CHROME_PATH.", "Point to Chromium, Chrome or Edge by --browser or CHROME_PATH."))
		}
		return path, nil
	}
	for _, name := range pdf.Browsers {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", fault(lang.T("för PDF behövs Chromium, Chrome eller Edge, och ingen av dem finns på PATH", "PDF needs Chromium, Chrome or Edge, and none of them is on the PATH"),
		lang.T("Peka ut programmet med --browser eller CHROME_PATH. Eller: --format html, öppna filen i en webbläsare och skriv ut den som PDF.",
			"Point to the program by --browser or CHROME_PATH. Or: --format html, open the file in a browser and print it to PDF."))
}
