"""How leveraged is your income?"""

__version__ = "0.1.0"
