"""The booking desk in the admin: requests, weeks, today, closed times, lists."""
