"""Named figures: values with unit, Swedish wording and the cells behind them."""
