"""Read articles: a fetched page, a file or standard input in, an Article or the reason why there is none out."""

from tracker.article.files import Reading, file_readings, find_files, read_file, read_stream, stream_readings
from tracker.article.pages import read_page

__all__ = ["Reading", "file_readings", "find_files", "read_file", "read_page", "read_stream", "stream_readings"]
