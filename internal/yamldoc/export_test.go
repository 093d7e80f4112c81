package yamldoc

// What tests that import packages above this one need of the two ways to read a file.
var (
	Subset   = subset
	ParseAll = parseAll
)
