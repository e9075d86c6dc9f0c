DROP TABLE invitations;
DROP TABLE invitation_ends;
