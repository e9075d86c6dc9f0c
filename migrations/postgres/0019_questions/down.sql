DROP TABLE questions;
DROP TABLE question_ends;
