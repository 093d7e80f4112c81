// Command leveransplan checks a region's leveransplaner and missiv against its routine.
package main

import (
	"os"

	"github.com/leveransplan/leveransplan/internal/cli"
)

func main() { os.Exit(cli.Main()) }
