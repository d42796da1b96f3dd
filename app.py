"""The explorer: `crosswalk app`, or `streamlit run app.py`."""

from crosswalk.explorer import run

run()
