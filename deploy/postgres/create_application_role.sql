-- Run once by the image, when the data folder is new: the application is no superuser.
\getenv password QUINTET_PASSWORD
create role quintet login password :'password';
create database quintet owner quintet;
