@echo off
rem Builds with warnings as errors and runs everything. Tests of PostgreSQL and of the browser are skipped where these are missing.
setlocal
dotnet build "%~dp0Throughline.slnx" -c Release -v quiet --nologo -clp:ErrorsOnly || exit /b 1
for %%s in (Methods Formats Workbench App) do "%~dp0tests\Throughline.%%s.Tests\bin\Release\net10.0\Throughline.%%s.Tests.exe" || exit /b 1
