"""The Gherkin vocabulary: a Given names a value, a When plays the call, a Then reads what happened.

Step modules parse words, call the library and hand a check to the log; they hold no logic of their own.
"""
