package privacy

// day tells that a number of n digits begins with a day that exists, or with one and 60
// added to the day of the month.
func (c *reading) day(n int) bool {
	date := c.value[n-10 : n-4]
	two := func(i int) int { return 10*int(date[i]) + int(date[i+1]) }
	if n == 12 {
		if century := c.year(n) / 100; century < 18 || century > 20 {
			return false
		}
	}
	month, day := two(2), two(4)
	if day > 60 {
		day -= 60
	}
	return month >= 1 && month <= 12 && day >= 1 && day <= c.lastDay(n, month)
}

// year gives the year of birth of a number of twelve digits.
func (c *reading) year(n int) int {
	year := 0
	for _, v := range c.value[:n-8] {
		year = 10*year + int(v)
	}
	return year
}

var lastDays = [...]int{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

func (c *reading) lastDay(n, month int) int {
	if month != 2 {
		return lastDays[month-1]
	}
	leap := false
	if n == 12 {
		year := c.year(n)
		leap = year%4 == 0 && (year%100 != 0 || year%400 == 0)
	} else {
		// Of the years that end with 00 the year 2000 alone has a leap day, and nobody born
		// in it has the plus sign, which stands for a hundred years of age.
		ending := 10*int(c.value[0]) + int(c.value[1])
		leap = ending%4 == 0 && (ending != 0 || c.gap[n-4].sign != '+')
	}
	if leap {
		return 29
	}
	return 28
}

// luhn tells whether the last of ten digits is the check digit of the others.
func luhn(digits []uint8) bool {
	sum := 0
	for i, v := range digits {
		d := int(v)
		if i%2 == 0 {
			d *= 2
			if d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}
