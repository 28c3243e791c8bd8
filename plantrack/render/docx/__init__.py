"""The periodic report as an official document of a Chinese office, laid out after GB/T 9704-2012."""
