"""Views written down: one module per format, one function per view. Nothing is computed here.

page       what a renderer needs to know: language, width, colour, and how to show hostile text
words      every word that people read, in Chinese and English
lines      plain lines for findings, problems and confirmations; imports nothing heavy
json       the same views for machines
text       for a terminal or a pipe, with rich
markdown   for GitHub, GitLab and mail
"""
