"""What Coursera takes: lab images, learner files, quiz documents, readings, and an upload plan."""
