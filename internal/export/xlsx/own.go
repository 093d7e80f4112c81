package xlsx

import (
	"archive/zip"
	"encoding/xml"
	"io"
	"slices"
)

// aboutTable is the table that every star has and no other workbook.
const aboutTable = "om_exporten"

// maxOwn is how much is read of a part to tell a workbook, in bytes.
const maxOwn = 1 << 20

// OwnTables tells that a file is a workbook that [WriteTables] wrote and that no program has
// saved since: every one that does puts the moment, and its user, into the properties.
func OwnTables(name string) bool {
	file, err := zip.OpenReader(name)
	if err != nil {
		return false
	}
	defer file.Close()
	var properties struct {
		Creator  string `xml:"creator"`
		Saved    string `xml:"lastModifiedBy"`
		Modified string `xml:"modified"`
	}
	var workbook struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
		} `xml:"sheets>sheet"`
	}
	if !decode(&file.Reader, "docProps/core.xml", &properties) || !decode(&file.Reader, "xl/workbook.xml", &workbook) {
		return false
	}
	names := make([]string, len(workbook.Sheets))
	for i, s := range workbook.Sheets {
		names[i] = s.Name
	}
	return properties.Creator == "leveransplan" && properties.Saved == "leveransplan" && properties.Modified == made && slices.Contains(names, aboutTable)
}

// decode reads a part of a workbook that is no longer than it need be.
func decode(file *zip.Reader, name string, into any) bool {
	part, err := file.Open(name)
	if err != nil {
		return false
	}
	defer part.Close()
	return xml.NewDecoder(io.LimitReader(part, maxOwn)).Decode(into) == nil
}
