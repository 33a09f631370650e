"""What the server adds to Streamlit: the map's files, compression, headers, warm-up and garbage collection."""
