@echo off
rem Builds what is missing and starts the workbench. Without words of its own: on the demonstration study, in the browser.
setlocal
set APP=%~dp0src\Throughline.App\bin\Release\net10.0\throughline.exe
dotnet build "%~dp0src\Throughline.App" -c Release -v quiet --nologo -clp:ErrorsOnly 1>&2 || exit /b 1
if not exist "%~dp0src\Throughline.App\bin\Release\net10.0\demonstration" "%APP%" demo --prepare >nul
"%APP%" %*
